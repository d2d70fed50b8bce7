import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ConfigError } from '../foundation/errors.js';
import { HOST_PACKAGE } from '../process/here.js';
import { RELEASED } from '../process/released.js';
import { VERSION } from '../process/version.js';

const HOST = 'kestra-mcp';
/** The packages that a plugin is built and tested with. */
const NAMES = [HOST, '@kestra-mcp/core', '@kestra-mcp/testing'];

/** Where npm gets these packages from: the registry, or this installation before the first release. */
export function packageSources(released = RELEASED): Record<string, string> {
  return Object.fromEntries(NAMES.map((name) => [name, released ? `^${VERSION}` : folderUrl(name)]));
}

function folderUrl(name: string): string {
  const host = hostFolder(dirname(fileURLToPath(HOST_PACKAGE)));
  return pathToFileURL(name === HOST ? host : folderBeside(host, name)).href;
}

/** Unbundled, the host runs from core's package inside the repository. */
function hostFolder(folder: string): string {
  const parent = dirname(folder);
  return nameIn(folder) !== HOST && nameIn(parent) === HOST ? parent : folder;
}

function nameIn(folder: string): unknown {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).name : undefined;
}

function folderBeside(host: string, name: string): string {
  try {
    return dirname(createRequire(join(host, 'package.json')).resolve(`${name}/package.json`));
  } catch (cause) {
    throw new ConfigError(
      `Plugins are built and tested with ${name}, which is not installed next to ${host}.`,
      {
        hint: 'It is not published on npm yet. Pack it in a clone and install it there, or create the plugin with the kestra-mcp of the clone.',
        cause,
      },
    );
  }
}
