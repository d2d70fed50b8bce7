import type { Writable } from 'node:stream';
import { config as configureZod } from 'zod';
import type { HttpConfig } from './config/config.js';
import { describeError } from './foundation/errors.js';
import type { Host } from './host/host.js';
import { startTraces } from './observe/start-traces.js';
import { command } from './process/command.js';

/** The server's outputs. `output` is stdout, which belongs to the protocol; `say` is for people. */
export interface Speaking {
  output: Writable;
  say: (text: string) => void;
}

/** Serves MCP on stdio, or over HTTP if configured, until its clients or a signal end it. */
export async function serve(host: Host, speaking: Speaking): Promise<void> {
  const endTraces = await startTraces(host, { ...process.env });
  const { http } = host.config;
  if (http === undefined) await serveStdio(host, speaking);
  else await serveHttp(host, http, speaking);
  await endTraces();
}

async function serveHttp(host: Host, http: HttpConfig, { say }: Speaking): Promise<void> {
  // Checks that run with every request are worth compiling.
  configureZod({ jitless: false });
  const { serveHttp } = await import('./server/serve-http.js');
  const { httpHost } = await import('./host/http-host.js');
  const { watchConfiguration } = await import('./host/watch.js');
  const stopWatching = watchConfiguration(host);
  // Every client gets the same list. Clients of the 2026 protocol are notified of changes only if they listen.
  if (http.auth === undefined) host.listed();
  await serveHttp(httpHost(host), http, (text) => say(`kestra-mcp: ${text}`)).finally(stopWatching);
}

async function serveStdio(host: Host, { output, say }: Speaking): Promise<void> {
  const [{ serve }, { watchConfiguration }] = await Promise.all([
    import('./server/serve-stdio.js'),
    import('./host/watch.js'),
  ]);
  // Before the client gets a response: otherwise an edit of the file in between would be missed.
  const stopWatching = watchConfiguration(host);
  if (process.stdin.isTTY) say(waiting());
  await serve(host, output, (error) => host.log.warning(`protocol: ${describeError(error)}`));
  stopWatching();
}

/** A person started the server by hand. */
function waiting(): string {
  return `kestra-mcp: waiting for an MCP client on stdin. Usually an MCP client starts this server. Press Ctrl+C, then run ${command('init')} to set up a client.`;
}
