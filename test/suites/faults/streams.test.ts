import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answers, cutsEvents, streamsForEver } from '../../support/faults/answers.js';
import { type Asked, type Fault, FaultyKestra } from '../../support/faults/faulty-kestra.js';
import { type Reached, WAYS } from '../../support/faults/ways.js';
import { call } from '../../support/host/host.js';
import { until } from '../../support/until.js';
import { EXECUTION } from '../contract/requests/ids.js';
import { hostAt, refused } from './host-at.js';
import { usualAnswers } from './usual.js';

const TOOL = 'follow_execution_logs';
const ARGS = { execution_id: EXECUTION, timeout: 2 };
const lineOf = (message: string) =>
  `id: progress\ndata: ${JSON.stringify({ timestamp: '2026-01-31T12:00:00Z', level: 'INFO', message })}\n\n`;
const LINE = lineOf('A line.');
const isStream = ({ path }: Asked) => path.endsWith('/follow');
const stream = (text: string): Fault => answers({ text, type: 'text/event-stream' });
/** Opens a stream and sends nothing. */
const opens: Fault = ({ response }) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': here\n\n');
};

const FAILING: [name: string, fault: Fault, says: RegExp, next: RegExp][] = [
  [
    'events without end',
    streamsForEver(lineOf('x'.repeat(60_000))),
    /sent more than 52428800 bytes in response to GET/,
    /Read what is stored in parts/,
  ],
  [
    'one event without end',
    streamsForEver('data: xxxxxxxxx\n'),
    /An event in the response to GET \S+ has more than/,
    /in parts/,
  ],
  [
    'one line without end',
    streamsForEver('xxxxxxxxxxxxxxx'),
    /An event in the response to GET \S+ has more than/,
    /in parts/,
  ],
  ['a stream that is cut', cutsEvents(LINE), /^Kestra's response to GET \S+ broke off/, /Ask again/],
  [
    'half an event',
    stream(`${LINE}id: progress\ndata: {"mess\n\n`),
    /An event .* is not valid JSON/,
    /what is stored/,
  ],
  [
    'an event that is null',
    stream('id: progress\ndata: null\n\n'),
    /An event .* is not valid JSON/,
    /what is stored/,
  ],
  [
    'a refusal',
    answers({ status: 403, json: { message: 'No' } }),
    /answered 403 .*: No/,
    /[Aa]sk an administrator/,
  ],
];

describe.each(WAYS)('over $name', (way) => {
  let kestra: FaultyKestra;
  let host: Reached;

  beforeAll(async () => {
    kestra = await new FaultyKestra(usualAnswers('2.0', { state: 'RUNNING' })).up();
    host = await hostAt(kestra, way);
    kestra.fails(stream(LINE), isStream);
    await call(host.client, TOOL, ARGS);
  });
  afterAll(() => host.stop());

  const isOver = () => until(() => (kestra.unanswered === 0 ? true : undefined));

  it.each(FAILING)('%s: is told, and let go', async (_, fault, says, next) => {
    kestra.fails(fault, isStream);
    const text = await refused(host, TOOL, ARGS);
    expect(text).toMatch(says);
    expect(text).toMatch(next);
    await isOver();
    expect(kestra.asked.filter(isStream)).toHaveLength(1);
  });

  it('a stream that says nothing ends with the time that was given, and says how to go on', async () => {
    kestra.fails(opens, isStream);
    const { value } = await call(host.client, TOOL, ARGS);
    expect(value).toMatchObject({ state: 'RUNNING', next: expect.stringContaining('has not ended after 2 s') });
    await isOver();
  });

  it('a client that cancels ends the stream at once', async () => {
    kestra.fails(opens, isStream);
    const cancel = new AbortController();
    const calling = call(host.client, TOOL, { ...ARGS, timeout: 60 }, { signal: cancel.signal });
    await until(() => kestra.asked.find(isStream));
    cancel.abort();
    await expect(calling).rejects.toThrow();
    await isOver();
  });

  it('memory, sockets and timers come back', async () => {
    const round = async () => {
      kestra.fails(cutsEvents(LINE), isStream);
      await Promise.all(Array.from({ length: 30 }, () => refused(host, TOOL, ARGS)));
      await isOver();
      return host.held();
    };
    await round();
    const before = await round();
    for (let times = 0; times < 3; times++) await round();
    const after = await round();
    expect((after.held - before.held) / 1_000_000).toBeLessThan(2);
    expect(after.timers).toBeLessThanOrEqual(before.timers);
    await until(() => (kestra.openSockets === 0 ? true : undefined));
    expect(host.stderr()).not.toMatch(/bug in the plugin|failed unexpectedly/);
  });
});
