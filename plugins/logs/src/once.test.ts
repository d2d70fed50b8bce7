import { describe, expect, it } from '@jest/globals';
import { Once } from './once.js';

const line = (message: string, more: object = {}) => ({
  ...{ timestamp: '2026-11-28T12:36:53.014220Z', level: 'INFO', message, taskRunId: 'r1', attemptNumber: 0 },
  ...more,
});
const added = (...lines: ReturnType<typeof line>[]) => {
  const once = new Once();
  return { once, isNew: lines.map((each) => once.add(each)) };
};

describe('a line that comes again', () => {
  it.each([
    ['itself', {}],
    ['with what only a stream tells', { tenantId: 'main', thread: 'w_2', executionKind: null }],
    ['with more digits', { timestamp: '2026-11-28T12:36:53.014220987Z' }],
    ['with fewer', { timestamp: '2026-11-28T12:36:53.01422Z' }],
  ])('is known: %s', (_, more) => {
    const { once, isNew } = added(line('a'), line('a', more));
    expect(isNew).toEqual([true, false]);
    expect(once.lines).toEqual([line('a')]);
    expect(once.isUnsure).toBe(true);
  });

  it.each([
    { message: 'b' },
    { level: 'WARN' },
    { timestamp: '2026-11-28T12:36:53.014221Z' },
    { timestamp: '2026-11-28T12:36:54Z' },
    { taskRunId: 'r2' },
    { attemptNumber: 1 },
    { executionId: 'e2' },
  ])('is another where this differs: %j', (more) => {
    const { once, isNew } = added(line('a'), line('a', more));
    expect(isNew).toEqual([true, true]);
    expect(once.isUnsure).toBe(false);
  });
});

describe('the lines, once it is known what is kept', () => {
  it('are as often as they are kept, where they came', () => {
    const { once } = added(line('a'), line('twice'), line('a'), line('b'), line('twice'), line('twice'));
    const kept = [line('a'), line('twice', { thread: 't' }), line('twice'), line('b')];
    expect(once.settled(kept).map(({ message }) => message)).toEqual(['a', 'twice', 'twice', 'b']);
  });

  it('are not fewer where they are not kept yet', () => {
    const { once } = added(line('a'), line('a'), line('b'));
    expect(once.settled([]).map(({ message }) => message)).toEqual(['a', 'b']);
  });
});

describe('a stream that goes on for ever', () => {
  it.each([
    ['lines', { lines: 50, characters: 1_000_000 }],
    ['characters', { lines: 1_000_000, characters: 5_000 }],
  ])('has the newest of its lines held, up to so many %s', (_, most) => {
    const once = new Once(most);
    for (let n = 0; n < 5_000; n++) expect(once.add(line(`line ${n}`))).toBe(true);
    expect(once.lines.length).toBeLessThanOrEqual(50);
    expect(once.lines.length + once.dropped).toBe(5_000);
    expect(once.lines.at(-1)?.message).toBe('line 4999');
    expect(once.add(line('line 4998'))).toBe(false);
    expect(JSON.stringify(once).length).toBeLessThan(20_000);
  });

  it('has a line that is longer than all that may be held', () => {
    const once = new Once({ lines: 5, characters: 100 });
    for (const message of ['one', 'x'.repeat(1_000)]) once.add(line(message));
    expect([once.lines.length, once.dropped]).toEqual([1, 1]);
  });
});
