import type { HttpConfig } from '../config/config.js';
import { serveMany } from '../process/memory.js';
import type { HttpHost } from './http/http-host.js';
import { connectionsOf, listen, serverFor } from './http/listener.js';
import { refuseOpen } from './http/open-to-all.js';
import { Site } from './http/site.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Serves MCP over HTTP until a signal. It then answers what is in flight. A second signal aborts it. */
export async function serveHttp(
  host: HttpHost,
  config: HttpConfig,
  say: (text: string) => void,
): Promise<void> {
  refuseOpen(config);
  serveMany();
  const site = new Site(host, config);
  const server = serverFor(config, (exchange) => site.serve(exchange));
  await site.count(() => connectionsOf(server));
  say(`MCP at ${await listen(server, config)}`);
  await signal();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([site.drain(), signal(), after(config.limits.drainMs)]);
  await site.close();
  server.closeIdleConnections();
  await Promise.race([closed, after(LAST_WRITES)]);
  server.closeAllConnections();
}

/** Longest wait for clients that do not read their last response, in milliseconds. */
const LAST_WRITES = 1_000;

function signal(): Promise<void> {
  return new Promise((resolve) => {
    const received = () => {
      for (const name of SIGNALS) process.off(name, received);
      resolve();
    };
    for (const name of SIGNALS) process.on(name, received);
  });
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
