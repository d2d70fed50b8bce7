import { dirname } from 'node:path';
import { expect } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { temporaryFolder } from '../temporary.js';

/** A server entry in a client's configuration file. */
export interface ClientServer {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

/** Starts the server as a client does, with its own HOME and working folder. Returns its tools and a result. */
export async function started({ command, args, env }: ClientServer) {
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
  const around = { HOME: temporaryFolder(), PATH: dirname(process.execPath), ...env };
  const cwd = temporaryFolder();
  await client.connect(new StdioClientTransport({ command, args, env: around, cwd, stderr: 'ignore' }));
  try {
    const tools = (await client.listTools()).tools.map(({ name }) => name);
    const { structuredContent, isError } = await client.callTool({ name: 'list_namespaces', arguments: {} });
    return { tools, answer: structuredContent, isError };
  } finally {
    await client.close();
  }
}

/** Checks that a server works with an empty OSS sandbox. Returns its tools. */
export async function works(server: ClientServer | undefined): Promise<string[]> {
  if (server === undefined) throw new Error('No server was written.');
  const { tools, answer } = await started(server);
  expect(answer).toEqual({ results: ['system (created)'], total: 1 });
  expect(tools).toContain('search_flows');
  return tools;
}
