import { join } from 'node:path';
import { ROOT } from '../paths.js';
import type { StartOptions } from '../programs/environment.js';
import { temporaryFolder, write } from '../temporary.js';

/** The plugin for the conformance suite, which lies there as a package of somebody else's would; built by prepare.js. */
const PLUGIN = join(ROOT, 'test', 'suites', 'conformance', 'plugin');
const FILE = 'kestra-mcp.config.json';

/** How a host is started that has the bundled plugins, that plugin, and the stand-in for Kestra. */
export function conformanceHost(): StartOptions {
  const cwd = temporaryFolder();
  const plugins = ['bundled', [PLUGIN, { configuration: join(cwd, FILE) }]];
  const tools = { disable: ['test_switched_tool', 'test_switched_prompt'] };
  write(cwd, { [FILE]: JSON.stringify({ plugins, tools }) });
  return { args: ['--sandbox'], cwd };
}
