import { Client, type ProgressCallback, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import {
  ANSWER,
  ASKING,
  CALLS,
  type Called,
  type Look,
  PROMPT,
  RESOURCE,
  type Seen,
  type Target,
  TELLING,
} from './seen.js';

const ME = { name: 'kestra-mcp-tests', version: '1.0.0' };
const ASKED = { capabilities: { elicitation: {} } };

/** The methods that both lines of the SDK have. */
interface Both {
  listTools(): Promise<{ tools: { name: string }[] }>;
  listResources(): Promise<{ resources: { uri: string }[] }>;
  listPrompts(): Promise<{ prompts: { name: string }[] }>;
  readResource(asked: { uri: string }): Promise<{ contents: unknown[] }>;
  getServerVersion(): { name: string } | undefined;
  getPrompt(asked: typeof PROMPT): Promise<{ messages: unknown[] }>;
}
type Call = (
  name: string,
  given?: { arguments?: Record<string, unknown>; onprogress?: ProgressCallback },
) => Promise<unknown>;

/** `@modelcontextprotocol/client`, in either era of the protocol. */
export const clientV2 =
  (mode: 'legacy' | { pin: string }): Look =>
  async (target) => {
    const client = new Client(ME, { ...ASKED, versionNegotiation: { mode } });
    client.setRequestHandler('elicitation/create', async () => ({
      ...ANSWER,
      content: { ...ANSWER.content },
    }));
    const transport =
      'url' in target
        ? new StreamableHTTPClientTransport(new URL(target.url))
        : new StdioClientTransport({ ...target, stderr: 'ignore' });
    await client.connect(transport);
    try {
      const seen = await look(client, (name, { arguments: given = {}, ...options } = {}) =>
        client.callTool({ name, arguments: given }, options),
      );
      return {
        ...seen,
        protocol: client.getNegotiatedProtocolVersion(),
        ...(await ended(target, transport)),
      };
    } finally {
      await client.close();
    }
  };

/** `@modelcontextprotocol/sdk`, which most of today's clients use. */
export const clientV1: Look = async (target) => {
  const client = new ClientV1(ME, ASKED);
  client.setRequestHandler(ElicitRequestSchema, async () => ANSWER);
  const transport =
    'url' in target
      ? // Its own types do not support exactOptionalPropertyTypes.
        (new HttpV1(new URL(target.url)) as Parameters<ClientV1['connect']>[0])
      : new StdioV1({ ...target, stderr: 'ignore' });
  await client.connect(transport);
  try {
    const seen = await look(client, (name, { arguments: given = {}, ...options } = {}) =>
      client.callTool({ name, arguments: given }, undefined, options),
    );
    return { ...seen, ...(await ended(target, transport)) };
  } finally {
    await client.close();
  }
};

/** Ends the session, if there is one. Returns the status of a later request for that session. */
async function ended(target: Target, transport: object): Promise<Pick<Seen, 'ended'>> {
  const session = transport as { sessionId?: string; terminateSession?(): Promise<void> };
  const { sessionId } = session;
  if (!('url' in target) || sessionId === undefined) return {};
  await session.terminateSession?.();
  const { status } = await fetch(target.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-session-id': sessionId,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
  });
  return { ended: status };
}

async function look(client: Both, call: Call): Promise<Seen> {
  const progress: unknown[] = [];
  const seen = {
    server: client.getServerVersion()?.name,
    tools: (await client.listTools()).tools.map(({ name }) => name),
    resources: (await client.listResources()).resources.map(({ uri }) => uri),
    prompts: (await client.listPrompts()).prompts.map(({ name }) => name),
    namespaces: (await call(CALLS.namespaces)) as Called,
    image: (await call(CALLS.image)) as Called,
    failed: (await call(CALLS.failed)) as Called,
    asked: (await call(ASKING.name, { arguments: ASKING.arguments })) as Called,
    resource: (await client.readResource({ uri: RESOURCE })).contents,
    prompt: (await client.getPrompt(PROMPT)).messages,
  };
  await call(TELLING, { onprogress: (told) => void progress.push([told.progress, told.total]) });
  return { ...seen, progress };
}
