import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PluginError } from '../errors.js';
import { describePlugin } from '../plugin/describe.js';
import { importPlugin } from '../plugin/load.js';
import { resolvePlugin } from '../plugin/resolve.js';

/** `kestra-mcp manifest <folder>…`: writes each plugin's manifest where its package.json says, and returns the files. */
export async function writeManifests(folders: readonly string[]): Promise<string[]> {
  const expanded = await Promise.all(folders.map(expand));
  return await Promise.all(expanded.flat().map(writeManifest));
}

/** `plugins/*` reaches us as it is where the shell does not expand it. */
async function expand(folder: string): Promise<string[]> {
  if (!folder.endsWith('*')) return [folder];
  const parent = folder.slice(0, -1);
  const entries = await readdir(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(parent, name));
}

async function writeManifest(folder: string): Promise<string> {
  const location = resolvePlugin(resolve(folder), process.cwd());
  const { name, version, kestraMcp } = location.package;
  if (typeof kestraMcp?.manifest !== 'string') {
    throw new PluginError(`${name} does not say where its manifest goes.`, {
      hint: 'Add to its package.json: "kestraMcp": { "apiVersion": 1, "id": "…", "manifest": "./kestra-mcp.manifest.json" }.',
    });
  }
  const manifest = describePlugin(await importPlugin(location), version);
  const file = join(location.path, kestraMcp.manifest);
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
  return file;
}
