import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StdioConnectionParams } from '@google/adk';
import { parseArgsStringToArgv } from 'string-argv';

/** The environment variables that the server gets: the settings for Kestra and the network, but not the key of the model. */
const PASSED_ON = /^(KESTRA_.*|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i;

/** How to start kestra-mcp over stdio: with KESTRA_MCP_COMMAND, or the build of the clone that contains `here`. */
export function kestraHost(here: string): StdioConnectionParams {
  const [command, args] = hostCommand(here);
  return { type: 'StdioConnectionParams', serverParams: { command, args, env: hostEnvironment() } };
}

function hostCommand(here: string): [command: string, args: string[]] {
  const [command, ...args] = parseArgsStringToArgv(process.env.KESTRA_MCP_COMMAND ?? '');
  if (command !== undefined) return [command, args];
  const built = fileURLToPath(new URL('../../../dist/bin.js', here));
  if (existsSync(built)) return [process.execPath, [built]];
  throw new Error(`${built} does not exist. Run \`npm ci && npm run build\` in the root of the clone.`);
}

function hostEnvironment(): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return Object.fromEntries(passed) as Record<string, string>;
}
