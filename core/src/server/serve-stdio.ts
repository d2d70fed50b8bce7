import type { Writable } from 'node:stream';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer } from './mcp-server.js';
import { type ServedHost } from './served-host.js';
import { StdioTransport } from './stdio-transport.js';
import { ListenedTransport } from './subscriptions/listened-transport.js';

/**
 * Longest wait for calls in flight after stdin has ended, in milliseconds. It is slightly longer than a tool waits by
 * default.
 */
const LONGEST_DRAIN = 60_000;

/** Serves MCP on stdio until the client disconnects or a signal comes. It then answers or aborts all calls. */
export async function serve(
  host: ServedHost,
  output: Writable,
  onError: (error: Error) => void,
): Promise<void> {
  const transport = new StdioTransport(process.stdin, output);
  let giveUp: NodeJS.Timeout | undefined;
  process.stdin.once('end', () => {
    giveUp = setTimeout(() => void transport.close(), LONGEST_DRAIN);
    giveUp.unref();
  });
  const listened = new ListenedTransport(transport, host);
  const factory: McpServerFactory = ({ era }) => listened.told(createServer(host, { era }));
  const handle = serveStdio(factory, { transport: listened, onerror: onError });
  await new Promise<void>((resolve) => {
    // serveStdio has already set its own onclose, which closes the server. Call it before ours.
    const theirs = listened.onclose;
    listened.onclose = () => {
      theirs?.();
      resolve();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => void handle.close().then(resolve));
  });
  clearTimeout(giveUp);
  await new Promise<void>((resolve) => output.write('', () => resolve()));
}
