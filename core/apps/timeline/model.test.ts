import { describe, expect, it } from '@jest/globals';
import { durationText, momentOf, stepFor } from '../page/time.js';
import { Clock } from './clock.js';
import { type Execution, merged, readExecution } from './model.js';
import { marksOf, placeOf, scaleOf } from './scale.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
const run = (id: string, from: number, more: object = {}) => ({
  ...{ id, taskId: id, state: { current: 'SUCCESS', startDate: at(from), endDate: at(from + 1) } },
  ...more,
});
const read = (taskRunList: object[], more: object = {}) =>
  readExecution({
    id: 'x',
    state: { current: 'RUNNING', startDate: at(0) },
    taskRunList,
    ...more,
  }) as Execution;
const idsOf = ({ runs }: Execution) => runs.map(({ id, depth }) => `${'>'.repeat(depth)}${id}`);

describe('an execution', () => {
  it('has its task runs by their start, those in others below them', () => {
    const runs = [
      run('c', 9),
      run('b', 5, { parentTaskRunId: 'a' }),
      run('a', 1),
      run('d', 3, { parentTaskRunId: 'a' }),
    ];
    expect(idsOf(read(runs))).toEqual(['a', '>d', '>b', 'c']);
  });

  it('shows task runs without their parents, and those that go in circles', () => {
    const runs = [run('a', 1, { parentTaskRunId: 'b' }), run('b', 2, { parentTaskRunId: 'a' })];
    expect(read(runs).runs).toHaveLength(2);
    expect(idsOf(read([run('a', 1, { parentTaskRunId: 'gone' })]))).toEqual(['>a']);
  });

  it('is none where an answer has none', () => {
    for (const content of [{}, { id: 5 }, { id: 'x', state: null }, { executionId: 'x' }])
      expect(readExecution(content)).toBeUndefined();
    expect(read([{ id: 1, state: 5, attempts: 'x' }]).runs[0]).toMatchObject({ id: '1', state: 'UNKNOWN' });
  });

  it('keeps what another part of it has shown', () => {
    const first = read([run('a', 1), run('b', 2)], { taskRuns: { total: 4 } });
    const next = read([run('c', 3)], { taskRuns: { total: 4 } });
    const both = merged(first, next, true);
    expect(idsOf(both)).toEqual(['a', 'b', 'c']);
    expect(both).toMatchObject({ shown: 3, missing: 1 });
    const later = merged(both, read([run('a', 1), run('d', 0)], { taskRuns: { total: 4 } }));
    expect(idsOf(later)).toEqual(['d', 'a', 'b', 'c']);
    expect(later).toMatchObject({ shown: 4, missing: 0 });
    // A restart removes task runs.
    expect(idsOf(merged(later, read([run('a', 1)])))).toEqual(['a']);
  });
});

describe('time', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [12_340, '12.3 s'],
    [59_980, '1 min'],
    [245_000, '4 min 05 s'],
    [11_520_000, '3 h 12 min'],
    [187_200_000, '2 d 4 h'],
    [-5, '0 ms'],
  ])('%d ms is %s', (ms, text) => expect(durationText(ms)).toBe(text));

  it('has round marks, whatever it spans', () => {
    for (const span of [1, 37, 5_000, 300_000, 8_000_000, 4e9, 1e12]) {
      const { marks } = marksOf({ from: 0, to: span, now: span }, 840);
      expect(marks.length).toBeGreaterThan(1);
      expect(marks.length).toBeLessThanOrEqual(11);
    }
    expect(stepFor(10_000, 5)).toBe(2_000);
    expect(momentOf('never')).toBeUndefined();
  });

  it('places what goes on up to now, and what two clocks disagree about within the scale', () => {
    const execution = read([
      run('a', 5, { state: { current: 'RUNNING', startDate: at(5) } }),
      run('early', -2),
    ]);
    const scale = scaleOf(execution, Date.parse(at(10)));
    expect(scale).toMatchObject({ from: Date.parse(at(-2)), to: Date.parse(at(10)) });
    expect(placeOf(execution.runs[1] ?? execution, scale)).toMatchObject({ left: (100 * 7) / 12 });
    const back = read([run('a', 5, { state: { current: 'SUCCESS', startDate: at(5), endDate: at(3) } })]);
    expect(placeOf(back.runs[0] ?? back, scaleOf(back, Date.parse(at(9))))?.width).toBe(0);
    expect(placeOf({ state: 'CREATED' }, scale)).toBeUndefined();
  });

  it("is Kestra's where this machine's is behind it, or far ahead", () => {
    let own = Date.parse(at(0));
    const clock = new Clock(() => own);
    clock.look(read([run('a', 50)]));
    own += 3_000;
    expect(clock.now()).toBe(Date.parse(at(54)));
    own = Date.parse(at(100));
    expect(clock.now()).toBe(own);
    own = Date.parse('2031-01-01T00:00:00Z');
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse(at(51)));
  });
});
