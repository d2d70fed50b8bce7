import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A request to Gemini, as far as the tests read it. */
export interface ModelRequest {
  model: string;
  streamed: boolean;
  systemInstruction?: { parts: { text: string }[] };
  contents: { role: string; parts: Part[] }[];
  tools?: { functionDeclarations: Declaration[] }[];
}

export interface Declaration {
  name: string;
  parameters?: object;
  parametersJsonSchema?: object;
}

export interface Part {
  text?: string;
  functionCall?: { name: string; args: object };
  functionResponse?: { name: string; response: { content?: { text: string }[] } };
}

/** An answer of the model: parts, which are streamed one by one; or the reason for no answer; or an HTTP error. */
export type Reply = Part[] | { finishReason: string } | { status: number; message: string };

export const ASKS_FOR_THE_GRAPH: Reply = [
  { functionCall: { name: 'list_namespace_dependencies', args: { namespace: 'company' } } },
];

export interface FakeGemini {
  url: string;
  requests: ModelRequest[];
  close(): void;
}

/** Gemini on loopback, in its wire format. It answers with these replies in order, and repeats the last one. */
export async function startFakeGemini(
  ...replies: (Reply | ((request: ModelRequest) => Reply))[]
): Promise<FakeGemini> {
  const requests: ModelRequest[] = [];
  const server = createServer(async (incoming, response) => {
    if (incoming.headers['x-goog-api-key'] !== 'test-key') return fail(response, 401, 'API key not valid.');
    const [, model = '', method] = /^\/v1beta\/models\/([^/:]+):(\w+)/.exec(incoming.url ?? '') ?? [];
    const streamed = method === 'streamGenerateContent';
    const request = { ...((await json(incoming)) as object), model, streamed } as ModelRequest;
    const planned = replies[Math.min(requests.push(request), replies.length) - 1] ?? [];
    const reply = typeof planned === 'function' ? planned(request) : planned;
    if ('status' in reply) fail(response, reply.status, reply.message);
    else if (streamed) stream(response, reply);
    else send(response, 200, answer(reply, true));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Said = Exclude<Reply, { status: number }>;

function stream(response: ServerResponse, said: Said): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunks = Array.isArray(said) ? said.map((part) => [part]) : [said];
  for (const [index, chunk] of chunks.entries()) {
    response.write(`data: ${JSON.stringify(answer(chunk, index === chunks.length - 1))}\r\n\r\n`);
  }
  response.end();
}

function answer(said: Said, isLast: boolean): object {
  const candidate = Array.isArray(said)
    ? { content: { role: 'model', parts: said }, ...(isLast && { finishReason: 'STOP' }) }
    : said;
  return {
    candidates: [{ ...candidate, index: 0 }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
  };
}

function fail(response: ServerResponse, code: number, message: string): void {
  send(response, code, { error: { code, message, status: 'REFUSED' } });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The graph in the last tool result of a request. */
export function graphIn({ contents }: ModelRequest): string {
  const part = contents.at(-1)?.parts.find(({ functionResponse }) => functionResponse);
  const { content = [] } = part?.functionResponse?.response ?? {};
  return JSON.parse(content[0]?.text ?? '{}').result ?? '';
}
