import { join } from 'node:path';
import { ROOT } from '../paths.js';
import type { StartOptions } from '../programs/environment.js';
import { temporaryFolder, write } from '../temporary.js';

/** The plugin for the conformance suite. It is a package like that of another author, and prepare.js builds it. */
const PLUGIN = join(ROOT, 'test', 'suites', 'conformance', 'plugin');
const FILE = 'kestra-mcp.config.json';

/** Starts a server with the bundled plugins, the conformance plugin and the sandbox. */
export function conformanceHost(): StartOptions {
  const cwd = temporaryFolder();
  const plugins = ['bundled', [PLUGIN, { configuration: join(cwd, FILE) }]];
  const tools = { disable: ['test_switched_tool', 'test_switched_prompt'] };
  write(cwd, { [FILE]: JSON.stringify({ plugins, tools }) });
  return { args: ['--sandbox'], cwd };
}
