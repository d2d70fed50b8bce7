import { afterEach } from '@jest/globals';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer, type ServerOptions } from '../../../core/src/server/mcp-server.js';
import type { ServedHost } from '../../../core/src/server/served-host.js';

/** The protocol of a client: of 2025, or 2026-07-28. */
export const ERAS = ['legacy', 'modern'] as const;
export type Era = (typeof ERAS)[number];

/** How a client that can show forms answers one. */
export type Answering = (params: { message: string; requestedSchema: object }) => object | Promise<object>;

const open = new Set<{ close(): Promise<void> }>();
afterEach(async () => {
  await Promise.all([...open].map((each) => each.close()));
  open.clear();
});

export interface Setup extends Omit<ServerOptions, 'era'> {
  era: Era;
  /** Without it, the client cannot be asked. */
  answer?: Answering | undefined;
}

/** An in-memory client that is served as on stdio. Returns results in the form that tests read. */
export async function askedClient(host: ServedHost, { era, answer, ...serving }: Setup) {
  const [theirs, ours] = InMemoryTransport.createLinkedPair();
  open.add(serveStdio(() => createServer(host, { era, ...serving }), { transport: ours as never }));
  const client = new Client(
    { name: 'asked', version: '1' },
    {
      capabilities: answer === undefined ? {} : { elicitation: { form: {} } },
      versionNegotiation: { mode: era === 'modern' ? { pin: '2026-07-28' } : 'legacy' },
    },
  );
  if (answer !== undefined)
    client.setRequestHandler('elicitation/create', async ({ params }) => answer(params as never) as never);
  await client.connect(theirs);
  open.add(client);
  const call = async (name: string, given: Record<string, unknown> = {}) => {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
    const [block] = content as { text: string }[];
    if (isError === true) return { error: block?.text };
    return (structuredContent ?? JSON.parse(block?.text ?? 'null')) as Record<string, unknown>;
  };
  return { client, call };
}
