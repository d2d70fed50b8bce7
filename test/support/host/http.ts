import { type ChildProcess, spawn } from 'node:child_process';
import { afterAll } from '@jest/globals';
import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type StartOptions, startFrom } from '../programs/environment.js';
import { until } from '../until.js';

/** The built host, serving MCP over HTTP. */
export interface HttpHost {
  /** Of the endpoint: `http://127.0.0.1:43210/mcp`. */
  url: string;
  pid: number;
  /** All that the host has written to stderr so far. */
  stderr(): string;
  /** All that it has written to stdout, which is nothing. */
  stdout(): string;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  /** Ends it by SIGTERM; resolves when the process is gone. */
  close(): Promise<void>;
}

const running = new Set<HttpHost>();

/** Starts the built host on a free port; one that a test leaves running ends with the file. `http` is the address to listen on. */
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

/** Before the hosts: a client that is open asks again where it was cut off. */
afterAll(async () => {
  await Promise.all([...clients].map((client) => client.close()));
});

/** Connects the SDK's v2 client; of 2025 unless its options say otherwise. It ends with the file. */
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

/** Options of a client that speaks 2026-07-28. */
export const MODERN: ClientOptions = { versionNegotiation: { mode: { pin: '2026-07-28' } } };

function textOf(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}
