import { createServer, type Server } from 'node:http';
import type { HttpConfig } from '../../config/config.js';
import type { Listen } from '../../config/http/types.js';
import { ConfigError, describeError } from '../../foundation/errors.js';
import { type Exchange, exchangeOf } from './exchange.js';

/** Proxies keep a connection for a minute: the one who closes first should be they. */
const KEEP_ALIVE = 75_000;
/** Of headers, in bytes; credentials and cookies are in them. */
const MOST_HEADERS = 32 * 1024;
/** A body may take so many times as long as the wait for its next part. */
const WHOLE_REQUEST = 4;
const LAST_PORT = 65_535;

/** A server that cuts clients who are slow to ask; it does not listen yet. */
export function serverFor(
  { limits: { stallMs, connections } }: HttpConfig,
  serve: (exchange: Exchange) => Promise<void>,
): Server {
  const server = createServer(
    {
      headersTimeout: stallMs,
      requestTimeout: WHOLE_REQUEST * stallMs,
      connectionsCheckingInterval: Math.min(5_000, stallMs),
      keepAliveTimeout: KEEP_ALIVE,
      maxHeaderSize: MOST_HEADERS,
      // Names of hosts are judged with an answer of our own.
      requireHostHeader: false,
    },
    (request, response) => void serve(exchangeOf(request, response)),
  );
  server.maxConnections = connections;
  return server;
}

/** How many clients are connected. */
export function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
}

/** Listens; the URL at which it does. */
export async function listen(server: Server, { listen, path }: HttpConfig): Promise<string> {
  const { host, port } = listen;
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error) => reject(listeningProblem(error, { host, port }));
    server.once('error', failed);
    server.listen({ host, port }, () => {
      server.off('error', failed);
      resolve();
    });
  });
  const address = server.address();
  const used = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${placeOf(host, used)}${path}`;
}

/** As a URL has it, and `--http`. */
function placeOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Why it cannot listen there, and what to do. */
export function listeningProblem(error: NodeJS.ErrnoException, { host, port }: Listen): ConfigError {
  const another = placeOf(host, port < LAST_PORT ? port + 1 : port - 1);
  const what: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is already in use. Stop the program that listens there, or choose another port with --http=${another}.`,
    EACCES: `This user cannot listen on port ${port} of ${host}. Choose a port above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Choose one that is with --http.`,
    ENOTFOUND: `${host} is not an address of this machine. Choose one that is with --http.`,
  };
  return new ConfigError(
    what[error.code ?? ''] ?? `The server cannot listen on ${placeOf(host, port)}: ${describeError(error)}`,
  );
}
