import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from '@jest/globals';

/** A request as the fake received it. */
export interface Seen {
  method: string;
  url: string;
  authorization: string;
}

/** A response. `never` leaves the request open. */
export type FakeAnswer =
  | 'never'
  | { status?: number; type?: string; body?: string; headers?: Record<string, string> };

export interface FakeKestra {
  baseUrl: string;
  seen: Seen[];
  /** The number of open connections. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

const running = new Set<FakeKestra>();

afterAll(async () => {
  await Promise.all([...running].map((fake) => fake.close()));
});

/** An HTTP server that replaces Kestra, and responds as the test says. */
export async function fakeKestra(
  answer: (request: Seen) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeKestra> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const one = readRequest(request);
    seen.push(one);
    reply(response, await answer(one));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeKestra = {
    baseUrl: `http://127.0.0.1:${port}/api/v1`,
    seen,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async close() {
      running.delete(fake);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  running.add(fake);
  return fake;
}

function readRequest({ method = '', url = '', headers }: IncomingMessage): Seen {
  return { method, url, authorization: headers.authorization ?? '' };
}

function reply(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'never') return;
  const { status = 200, type = 'application/json', body = '', headers = {} } = answer;
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body);
}

/** An address where nothing listens. */
export async function deadAddress(): Promise<string> {
  const fake = await fakeKestra(() => ({}));
  await fake.close();
  return fake.baseUrl;
}

/** The `/configs` response of Kestra 1.3. */
export const CONFIGS = JSON.stringify({ version: '1.3.31', edition: 'OSS', isAiEnabled: true });
