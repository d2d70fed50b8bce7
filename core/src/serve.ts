import type { Writable } from 'node:stream';
import { config as configureZod } from 'zod';
import type { HttpConfig } from './config/config.js';
import { describeError } from './foundation/errors.js';
import type { Host } from './host/host.js';
import { startTraces } from './observe/start-traces.js';
import { command } from './process/command.js';

/** Where the server speaks: `output` is stdout, which belongs to the protocol, and `say` is for people. */
export interface Speaking {
  output: Writable;
  say: (text: string) => void;
}

/** Serves MCP on stdio, or over HTTP where the configuration says so, until its clients or a signal end it. */
export async function serve(host: Host, speaking: Speaking): Promise<void> {
  const endTraces = await startTraces(host, { ...process.env });
  const { http } = host.config;
  if (http === undefined) await serveStdio(host, speaking);
  else await serveHttp(host, http, speaking);
  await endTraces();
}

async function serveHttp(host: Host, http: HttpConfig, { say }: Speaking): Promise<void> {
  // What is checked with every request is checked often: it pays to have code for it.
  configureZod({ jitless: false });
  const { serveHttp } = await import('./server/serve-http.js');
  const { httpHost } = await import('./host/http-host.js');
  const { watchConfiguration } = await import('./host/watch.js');
  const stopWatching = watchConfiguration(host);
  // What the first to come is shown is what all others are: no client of 2026 is told later unless it listens.
  if (http.auth === undefined) host.listed();
  await serveHttp(httpHost(host), http, (text) => say(`kestra-mcp: ${text}`)).finally(stopWatching);
}

async function serveStdio(host: Host, { output, say }: Speaking): Promise<void> {
  const [{ serve }, { watchConfiguration }] = await Promise.all([
    import('./server/serve-stdio.js'),
    import('./host/watch.js'),
  ]);
  // Before the client is answered: whoever edits the file then would wait for ever.
  const stopWatching = watchConfiguration(host);
  if (process.stdin.isTTY) say(waiting());
  await serve(host, output, (error) => host.log.warning(`protocol: ${describeError(error)}`));
  stopWatching();
}

/** A person has started what a client should. */
function waiting(): string {
  return `kestra-mcp: waiting for an MCP client on stdin. Usually an MCP client starts this server. Press Ctrl+C, then run ${command('init')} to set up a client.`;
}
