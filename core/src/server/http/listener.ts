import { createServer, type Server } from 'node:http';
import type { HttpConfig } from '../../config/config.js';
import type { Listen } from '../../config/http/types.js';
import { ConfigError, describeError } from '../../foundation/errors.js';
import { type Exchange, exchangeOf } from './exchange.js';

/** Proxies keep a connection for a minute, and the proxy should be the one that closes it. */
const KEEP_ALIVE = 75_000;
/** Maximum size of the headers, in bytes. They contain credentials and cookies. */
const MOST_HEADERS = 32 * 1024;
/** The whole body may take this many times as long as one pause within it. */
const WHOLE_REQUEST = 4;
const LAST_PORT = 65_535;

/** Creates a server that disconnects slow clients. It does not listen yet. */
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
      // The server checks host names itself, with its own error.
      requireHostHeader: false,
    },
    (request, response) => void serve(exchangeOf(request, response)),
  );
  server.maxConnections = connections;
  return server;
}

/** Number of connected clients. */
export function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
}

/** Starts to listen. Returns the URL. */
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

/** The address as in a URL, and as in `--http`. */
function placeOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Explains why it cannot listen there, and what to do. */
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
