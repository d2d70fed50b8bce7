import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StdioConnectionParams } from '@google/adk';
import { parseArgsStringToArgv } from 'string-argv';

/** What the host may know of this shell: Kestra's settings and how to reach it. The model's key is not among it. */
const PASSED_ON = /^(KESTRA_.*|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i;

/** How to start kestra-mcp on stdio: as KESTRA_MCP_COMMAND says, or as built in the clone that `here` lies in. */
export function kestraHost(here: string): StdioConnectionParams {
  const [command, args] = hostCommand(here);
  return { type: 'StdioConnectionParams', serverParams: { command, args, env: hostEnvironment() } };
}

function hostCommand(here: string): [command: string, args: string[]] {
  const [command, ...args] = parseArgsStringToArgv(process.env.KESTRA_MCP_COMMAND ?? '');
  if (command !== undefined) return [command, args];
  const built = fileURLToPath(new URL('../../../dist/bin.js', here));
  if (existsSync(built)) return [process.execPath, [built]];
  throw new Error(`${built} is not there. Run \`npm ci && npm run build\` in the root of the clone.`);
}

function hostEnvironment(): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return Object.fromEntries(passed) as Record<string, string>;
}
