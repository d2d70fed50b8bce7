import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll } from '@jest/globals';
import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type StartOptions, startFrom } from '../programs/environment.js';
import { until } from '../until.js';

/** The built server, serving MCP over HTTP. */
export interface HttpHost {
  /** The URL of the endpoint: `http://127.0.0.1:43210/mcp`. */
  url: string;
  pid: number;
  /** Everything that the server has written to stderr. */
  stderr(): string;
  /** Everything that it has written to stdout, which should be nothing. */
  stdout(): string;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  /** Stops it with SIGTERM. Resolves when the process has ended. */
  close(): Promise<void>;
}

const running = new Set<HttpHost>();

/** Starts the built server on a free port. It stops after the tests of the file. `http` is the address to listen on. */
export async function startHttp({
  http = '127.0.0.1:0',
  ...options
}: StartOptions & { http?: string } = {}): Promise<HttpHost> {
  const { args, ...start } = startFrom({ ...options, args: [`--http=${http}`, ...(options.args ?? [])] });
  const child = spawn(process.execPath, args, { ...start, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stderr, stdout] = [textOf(child.stderr), textOf(child.stdout)];
  let code: number | null | undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (status) => {
      code = status;
      running.delete(host);
      resolve(status);
    });
  });
  const host: HttpHost = {
    url: '',
    pid: child.pid ?? -1,
    stderr,
    stdout,
    ended,
    kill: (signal) => void child.kill(signal),
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
  running.add(host);
  host.url = await until(
    () => {
      if (code !== undefined) throw new Error(`The host ended with ${code}: ${stderr()}`);
      return /MCP at (http:\S+)\n/.exec(stderr())?.[1];
    },
    () => `stderr: ${stderr()}`,
  );
  return host;
}

const clients = new Set<Client>();

/** Close clients before the servers, because an open client reconnects. */
afterAll(async () => {
  await Promise.all([...clients].map((client) => client.close()));
});

/**
 * Connects the SDK's v2 client, with the 2025 protocol unless the options say otherwise. It closes after the tests of
 * the file.
 */
export async function connectHttp(
  url: string,
  { headers = {}, client: options }: { headers?: Record<string, string>; client?: ClientOptions } = {},
): Promise<Client> {
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' }, options);
  clients.add(client);
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

afterAll(async () => {
  await Promise.all([...running].map((host) => host.close()));
});

/** Options of a client that uses the 2026-07-28 protocol. */
export const MODERN: ClientOptions = { versionNegotiation: { mode: { pin: '2026-07-28' } } };

function textOf(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}
