import { afterAll, expect } from '@jest/globals';
import { type CallToolResult, Client, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { type StartOptions, startFrom } from '../programs/environment.js';

export interface HostOptions extends StartOptions {
  client?: ClientOptions;
}

/** A server that runs as a child process of the test, with a connected MCP client. */
export interface RunningHost {
  client: Client;
  pid: number;
  /** Everything that the server has written to stderr. */
  stderr(): string;
  /** Stops the server as a client does. Resolves when the process has ended. */
  stop(): Promise<void>;
}

const running = new Set<RunningHost>();

afterAll(async () => {
  await Promise.all([...running].map((host) => host.stop()));
});

/** Starts the built server on stdio, and connects the SDK's v2 client. The server stops after the tests of the file. */
export async function startHost(options: HostOptions = {}): Promise<RunningHost> {
  const { args, ...start } = startFrom(options);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    ...start,
    stderr: 'pipe',
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' }, options.client);
  try {
    await client.connect(transport);
  } catch (cause) {
    await client.close();
    throw new Error(`The host did not start: ${stderr}`, { cause });
  }
  const host: RunningHost = {
    client,
    pid: transport.pid ?? -1,
    stderr: () => stderr,
    async stop() {
      running.delete(host);
      await client.close();
    },
  };
  running.add(host);
  return host;
}

export type Json = Record<string, unknown>;

/** A tool's result, in the form that tests read. */
export interface Answer {
  value: Json;
  text: string;
  isError: boolean;
}

type CallOptions = Parameters<Client['callTool']>[1];

/** Calls a tool. Successful results must contain the same JSON as structured content and as text. */
export async function call(
  client: Client,
  name: string,
  args: Json = {},
  options?: CallOptions,
): Promise<Answer> {
  const result = await client.callTool({ name, arguments: args }, options);
  return answerOf(result);
}

/** Calls a tool that must succeed. Returns its structured content. */
export async function ok(
  client: Client,
  name: string,
  args: Json = {},
  options?: CallOptions,
): Promise<Json> {
  const { value, text, isError } = await call(client, name, args, options);
  if (isError) throw new Error(`${name} failed: ${text}`);
  return value;
}

/** Calls a tool that must fail. Returns its text. */
export async function failed(client: Client, name: string, args: Json = {}): Promise<string> {
  const { text, isError } = await call(client, name, args);
  if (!isError) throw new Error(`${name} was expected to fail, but succeeded: ${text}`);
  return text;
}

export function answerOf({ content, structuredContent, isError = false }: CallToolResult): Answer {
  expect(content).toHaveLength(1);
  const [block] = content;
  if (block?.type !== 'text') throw new Error(`The content is not text: ${JSON.stringify(block)}`);
  const value = structuredContent as Json | undefined;
  if (isError) expect(value).toBeUndefined();
  else expect(JSON.parse(block.text)).toEqual(value);
  return { value: value ?? {}, text: block.text, isError };
}
