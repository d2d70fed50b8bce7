import { fileURLToPath } from 'node:url';
import type { StdioConnectionParams } from '@google/adk';
import { parseArgsStringToArgv } from 'string-argv';

/** What the host may know of this shell: Kestra's settings and how to reach it. The model's key is not among it. */
const PASSED_ON = /^(KESTRA_.*|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS)$/i;

/** How to start kestra-mcp on stdio: as KESTRA_MCP_COMMAND says, or as built in the clone that `here` lies in. */
export function kestraHost(here: string): StdioConnectionParams {
  const [command, ...args] = parseArgsStringToArgv(process.env.KESTRA_MCP_COMMAND ?? '');
  const serverParams = {
    ...(command === undefined
      ? { command: process.execPath, args: [fileURLToPath(new URL('../../../dist/bin.js', here))] }
      : { command, args }),
    env: hostEnvironment(),
  };
  return { type: 'StdioConnectionParams', serverParams };
}

function hostEnvironment(): Record<string, string> {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return Object.fromEntries(passed) as Record<string, string>;
}
