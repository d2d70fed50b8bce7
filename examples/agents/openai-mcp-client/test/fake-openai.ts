import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A request to the model, as far as the tests read it. */
export interface ModelRequest {
  model: string;
  instructions: string;
  input: { type?: string; call_id?: string; output?: string }[];
  tools: { type: string; name: string; description: string; parameters: unknown }[];
}

/** The output items of a response, or an HTTP error. */
export type ModelAnswer = object[] | { status: number; message: string };

export interface FakeOpenAi {
  url: string;
  requests: ModelRequest[];
  close(): void;
}

/** The Responses API of OpenAI on loopback. It answers each request with the next of `turns`, and repeats the last one. */
export async function startFakeOpenAi(
  ...turns: ((request: ModelRequest) => ModelAnswer)[]
): Promise<FakeOpenAi> {
  const requests: ModelRequest[] = [];
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/responses') {
      return send(response, 404, { error: { message: `No route ${request.method} ${request.url}` } });
    }
    if (request.headers.authorization !== 'Bearer test-key') {
      return send(response, 401, { error: { message: 'Incorrect API key provided.' } });
    }
    const asked = (await json(request)) as ModelRequest;
    const turn = turns[Math.min(requests.push(asked), turns.length) - 1];
    const answer = turn?.(asked) ?? [];
    if (Array.isArray(answer)) return send(response, 200, responseOf(asked, answer));
    send(response, answer.status, { error: { message: answer.message } });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const toolCall = (name: string, args: object) => () => [
  {
    type: 'function_call',
    id: 'fc_1',
    call_id: 'call_1',
    name,
    arguments: JSON.stringify(args),
    status: 'completed',
  },
];

export function message(content: object): object[] {
  return [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [content] }];
}

export function text(words: string): object[] {
  return message({ type: 'output_text', text: words, annotations: [] });
}

/** The text of the last tool result in a request. */
export function toolOutput({ input }: ModelRequest): string {
  const output = input.findLast(({ type }) => type === 'function_call_output')?.output;
  return typeof output === 'string' ? output : JSON.stringify(output);
}

function responseOf({ model, tools }: ModelRequest, output: object[]): object {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 0,
    status: 'completed',
    model,
    output,
    tools,
    parallel_tool_calls: true,
    usage: {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    },
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
