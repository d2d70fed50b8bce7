import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the SDK sends to Gemini, as far as the tests look at it. */
export interface ModelRequest {
  model: string;
  streamed: boolean;
  systemInstruction?: { parts: { text: string }[] };
  contents: { role: string; parts: Part[] }[];
  tools?: { functionDeclarations: { name: string }[] }[];
}

export interface Part {
  text?: string;
  functionCall?: { name: string; args: object };
  functionResponse?: { name: string; response: { content?: { text: string }[] } };
}

/** What the model says: parts, each of which comes by itself when it streams; or a status with which it refuses. */
export type Reply = Part[] | { status: number; message: string };

export interface FakeGemini {
  url: string;
  requests: ModelRequest[];
  close(): void;
}

/** Gemini on loopback in its own wire format; it answers with these in their order, and with the last one ever after. */
export async function startFakeGemini(
  ...replies: (Reply | ((request: ModelRequest) => Reply))[]
): Promise<FakeGemini> {
  const requests: ModelRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const [, model = '', method] = /models\/([^:]+):(\w+)/.exec(incoming.url ?? '') ?? [];
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const request = { ...body, model, streamed: method === 'streamGenerateContent' } as ModelRequest;
    const planned = replies[Math.min(requests.length, replies.length - 1)];
    requests.push(request);
    const reply = typeof planned === 'function' ? planned(request) : planned;
    if (!Array.isArray(reply)) {
      const { status = 500, message = 'no reply' } = reply ?? {};
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: status, message, status: 'REFUSED' } }));
    } else if (request.streamed) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      reply.forEach((part, index) => {
        response.write(`data: ${JSON.stringify(answer([part], index === reply.length - 1))}\r\n\r\n`);
      });
      response.end();
    } else {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(reply, true)));
    }
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

function answer(parts: Part[], isLast: boolean): object {
  return {
    candidates: [{ content: { role: 'model', parts }, ...(isLast && { finishReason: 'STOP' }), index: 0 }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
  };
}

/** The graph that a tool has drawn, as the SDK has sent it back last. */
export function graphIn({ contents }: ModelRequest): string {
  const part = contents.at(-1)?.parts.find(({ functionResponse }) => functionResponse);
  const { content = [] } = part?.functionResponse?.response ?? {};
  return JSON.parse(content[0]?.text ?? '{}').result ?? '';
}
