import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answers, isSilent } from '../../support/faults/answers.js';
import { type Asked, FaultyKestra } from '../../support/faults/faulty-kestra.js';
import { Probe } from '../../support/faults/probe.js';
import { type HttpHost, startHttp } from '../../support/host/http.js';
import { toolCall } from '../../support/host/messages.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';
import { FLOW, NAMESPACE } from '../contract/requests/ids.js';
import { usualAnswers } from './usual.js';

const MANY = 1_000;
const READ = ['list_flows_in_namespace', { namespace: NAMESPACE }] as const;
const WRITE = ['execute_flow', { namespace: NAMESPACE, flow_id: FLOW }] as const;
const isChange = ({ method }: Asked) => method === 'POST';
const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const MUCH = answers({
  json: Array.from({ length: 100 }, (_, n) => ({
    id: `f${n}`,
    namespace: 'a',
    description: 'd'.repeat(300),
  })),
});

describe('a client that misbehaves over HTTP', () => {
  let kestra: FaultyKestra;
  let host: HttpHost;
  const probe = new Probe();
  const held = () => probe.ask(host.pid);
  const isOver = () => until(() => (kestra.unanswered === 0 ? true : undefined));

  beforeAll(async () => {
    kestra = await new FaultyKestra(usualAnswers('2.0')).up();
    // The client of the tests keeps the many connections open for a while.
    const limits = { inFlight: 300, perMinute: 100_000, stallMs: 2_000, connections: 5_000 };
    const config = { kestra: { baseUrl: kestra.baseUrl, tenant: 'main' }, http: { limits } };
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) });
    host = await startHttp({ cwd, env: probe.env });
  });
  afterAll(() => host.close());

  const post = (body: string | object, init: RequestInit = {}) =>
    fetch(host.url, {
      method: 'POST',
      headers: HEADERS,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  async function serves(): Promise<void> {
    kestra.works();
    const answer = await post(toolCall(1, ...READ));
    expect({ status: answer.status, text: await answer.text() }).toMatchObject({
      status: 200,
      text: expect.stringContaining('flow_e-f.g'),
    });
  }
  /** Opens a bare connection and sends this text. */
  function say(text: string): Socket {
    const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(text);
    return socket;
  }
  const requestOf = (body: string, more = '') =>
    `POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  it('a flood of calls: each is answered, or refused with a time to wait, and memory comes back', async () => {
    const round = async () => {
      kestra.works();
      const answered = await Promise.all(
        Array.from({ length: MANY }, async (_, id) => {
          const answer = await post(id % 10 === 0 ? toolCall(id, ...WRITE) : toolCall(id, ...READ));
          return {
            status: answer.status,
            wait: answer.headers.get('retry-after'),
            text: await answer.text(),
          };
        }),
      );
      const done = answered.filter(({ status }) => status === 200);
      expect(answered.filter(({ status }) => ![200, 408, 429].includes(status))).toEqual([]);
      for (const { wait } of answered.filter(({ status }) => status === 429))
        expect(Number(wait)).toBeGreaterThan(0);
      expect(done.filter(({ text }) => text.includes('"isError":true'))).toEqual([]);
      // A slow client, such as a busy machine, gets 408. Refused calls were not sent to Kestra, and answered calls were
      // sent once.
      const ofCalls = kestra.asked.filter(({ path }) => path !== '/configs');
      expect(ofCalls).toHaveLength(done.length);
      return held();
    };
    await round();
    const before = await round();
    const after = await round();
    // None of the results, which are several MB, remain in memory. The client's open connections need a few KB each.
    expect((after.held - before.held) / 1_000_000).toBeLessThan(15);
    await serves();
  }, 300_000);

  it.each([
    ['garbage', '\u0001\u0002 nothing of this is HTTP\r\n\r\n'],
    ['a head without end', `POST /mcp HTTP/1.1\r\nX-Long: ${'x'.repeat(100_000)}`],
    ['a length that is none', requestOf('{}', 'Content-Length: x\r\n')],
    ['two lengths', requestOf('{}', 'Content-Length: 7\r\n')],
    ['two framings', requestOf('{}', 'Transfer-Encoding: chunked\r\n')],
    ['half a body', requestOf('{"jsonrpc":"2.0"').replace('Content-Length: 16', 'Content-Length: 500')],
    ['a chunk that is none', requestOf('{}').replace(/Content-Length: 2/, 'Transfer-Encoding: chunked')],
  ])('%s: is refused or cut, and others are served', async (_, text) => {
    const socket = say(text);
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk;
    });
    await until(() => (socket.closed ? true : undefined));
    expect(seen).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
    await serves();
  });

  it('10 MB: is refused, and nothing of it is sent', async () => {
    kestra.works();
    const answer = await post(toolCall(1, 'list_flows_in_namespace', { namespace: 'x'.repeat(10_000_000) }));
    expect(answer.status === 413 || (await answer.text()).includes('"isError":true')).toBe(true);
    expect(kestra.asked).toEqual([]);
    await serves();
  });

  it('ids that are used twice: each is answered on its own', async () => {
    kestra.works();
    const answers = await Promise.all(
      [1, 2, 3].map(() => post(toolCall(7, ...WRITE)).then((each) => each.text())),
    );
    for (const text of answers) expect(text).toContain('"id":7');
    expect(kestra.asked.filter(isChange)).toHaveLength(3);
  });

  it('calls that are left at once end at Kestra, and none is sent again', async () => {
    kestra.fails(isSilent);
    const leave = new AbortController();
    const calls = Array.from({ length: 200 }, (_, id) =>
      post(id % 2 === 0 ? toolCall(id, ...WRITE) : toolCall(id, ...READ), { signal: leave.signal }),
    );
    await until(() => (kestra.asked.length >= 100 ? true : undefined));
    leave.abort();
    await Promise.allSettled(calls);
    await isOver();
    expect(kestra.asked.filter(isChange).length).toBeLessThanOrEqual(100);
    await serves();
  });

  it('clients that are gone in the middle of a request, or of its answer: nothing is held for them', async () => {
    await serves();
    const before = await held();
    kestra.fails(isSilent);
    const sockets = Array.from({ length: 100 }, (_, id) =>
      say(requestOf(JSON.stringify(toolCall(id, ...READ)))),
    );
    const seen: string[] = [];
    for (const socket of sockets) socket.on('data', (chunk) => seen.push(String(chunk)));
    await until(
      () => (kestra.unanswered >= 100 ? true : undefined),
      () => `${kestra.unanswered} of ${kestra.asked.length}; ${seen.length} ${seen.slice(0, 3).join()}`,
    );
    for (const socket of sockets) socket.resetAndDestroy();
    await isOver();
    await serves();
    await until(async () => {
      const after = await held();
      return (after.held - before.held) / 1_000_000 < 3 && after.sockets <= before.sockets + 5
        ? true
        : undefined;
    });
  });

  it('a client that does not read is let go, or gets its answer; others are served meanwhile', async () => {
    kestra.fails(MUCH);
    const sockets = Array.from({ length: 50 }, () => {
      const socket = say(requestOf(JSON.stringify(toolCall(1, ...READ))).repeat(20));
      socket.pause();
      return socket;
    });
    await until(() => (kestra.asked.length >= 50 ? true : undefined));
    await serves();
    for (const socket of sockets) socket.destroy();
    await isOver();
    await serves();
  });

  it('the host has outlived it all', async () => {
    await until(() => (kestra.openSockets === 0 ? true : undefined));
    expect((await held()).timers).toBe(0);
    expect(host.stderr()).not.toMatch(/bug in the plugin|failed unexpectedly|\n {4}at /);
    host.kill('SIGTERM');
    expect(await host.ended).toBe(0);
  });
});
