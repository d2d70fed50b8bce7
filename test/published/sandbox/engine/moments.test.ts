import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../clock.js';
import { isObject } from '../json.js';
import { labFlow, Probe, stateOf, taskStates } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const SLEEPER = labFlow(
  'sleeper',
  `tasks:
  - {id: one, type: ${CORE}.log.Log, message: one}
  - {id: rest, type: ${CORE}.flow.Sleep, duration: PT3S}
  - {id: two, type: ${CORE}.log.Log, message: two}
`,
);

describe.each([
  ['oss-1.3', '', 'CREATED'],
  ['oss-2.0', '/actions', 'RUNNING'],
] as const)('what %s answers at once', (mode, actions, afterStart) => {
  let clock: ManualClock;
  let probe: Probe;

  beforeEach(async () => {
    clock = new ManualClock(Date.UTC(2026, 0, 10, 12));
    probe = await Probe.start({ clock, mode });
    await probe.flows(SLEEPER);
  });
  afterEach(() => probe.close());

  test('a start is told where it is, and a kill where it is going', async () => {
    const execution = await probe.object('POST', '/executions/lab/sleeper');
    expect(stateOf(execution)).toBe(afterStart);
    if (mode === 'oss-2.0') expect(taskStates(execution)).toEqual({ one: 'SUBMITTED' });
    clock.advance(100);
    const killed = await probe.send('DELETE', `/executions/${execution.id}${actions}/kill`);
    if (mode === 'oss-2.0') expect(isObject(killed.body) && stateOf(killed.body)).toBe('KILLING');
    else expect(killed).toMatchObject({ status: 202, body: '' });
    clock.advance(100);
    expect(stateOf(await probe.object('GET', `/executions/${execution.id}`))).toBe('KILLED');
  });

  test('who follows the logs of a run hears old lines twice on 2.0', async () => {
    const { id } = await probe.object('POST', '/executions/lab/sleeper');
    clock.advance(100);
    const response = await fetch(`${probe.sandbox.baseUrl}/main/logs/${id}/follow`);
    clock.advance(10_000);
    const said = await messages(response, mode === 'oss-2.0' ? 5 : 3);
    const old = ['one', 'Waiting for PT3S'];
    expect(said).toEqual(mode === 'oss-2.0' ? [...old, ...old, 'two'] : [...old, 'two']);
  });

  test('a breakpoint holds an execution until it is let go', async () => {
    const { id } = await probe.object('POST', '/executions/lab/sleeper?breakpoints=two');
    clock.advance(10_000);
    const held = await probe.object('GET', `/executions/${id}`);
    expect([stateOf(held), taskStates(held)]).toEqual([
      'BREAKPOINT',
      { one: 'SUCCESS', rest: 'SUCCESS', two: 'BREAKPOINT' },
    ]);
    await probe.object('POST', `/executions/${id}${actions}/resume-from-breakpoint`);
    clock.advance(1000);
    expect(stateOf(await probe.object('GET', `/executions/${id}`))).toBe('SUCCESS');
    const again = await probe.send('POST', `/executions/${id}${actions}/resume-from-breakpoint`);
    expect(again.status).toBe(409);
  });
});

/** The first lines of a stream of logs. */
async function messages(response: Response, count: number): Promise<string[]> {
  const found: string[] = [];
  const reader = response.body?.getReader();
  for (let text = ''; reader && found.length < count; ) {
    const { value, done } = await reader.read();
    if (done) break;
    text += Buffer.from(value).toString('utf8');
    found.splice(
      0,
      found.length,
      ...[...text.matchAll(/"message":"([^"]*)"/g)].map(([, line]) => String(line)),
    );
  }
  await reader?.cancel();
  return found;
}
