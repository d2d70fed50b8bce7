import { describe, expect, it } from '@jest/globals';
import { capLines, capText } from './cap.js';

const line = (message: string, more: object = {}) => ({ timestamp: 't', level: 'INFO', message, ...more });
/** What one line of a single character weighs. */
const SIZE = JSON.stringify(line('x')).length + 1;
const NARROW = 'narrow it with task_id, task_run_id, attempt or min_level.';
const cap = (lines: object[], room: number, skip?: number) =>
  capLines(lines as ReturnType<typeof line>[], { executionId: 'e1', room, ...(skip && { skip }) });

describe('lines', () => {
  const lines = ['a', 'b', 'c', 'd'].map((message) => line(message));

  it('stay as they are where they fit', () => {
    expect(cap(lines, 4 * SIZE + 1)).toEqual({ kept: lines });
    expect(cap([], 10)).toEqual({ kept: [] });
    const long = [line('x'.repeat(20_000))];
    expect(cap(long, 30_000)).toEqual({ kept: long });
  });

  it('are the newest ones, in their order, when there are too many', () => {
    expect(cap(lines, 2 * SIZE + 1)).toEqual({
      kept: lines.slice(2),
      total: 4,
      next: `2 older lines are left out. Repeat the call with skip 2 to read the next older ones, or ${NARROW}`,
    });
    expect(cap(lines, 4 * SIZE - 1).next).toMatch(/^1 older line is left out\./);
  });

  it('are older ones when newer ones are passed over', () => {
    expect(cap(lines, 2 * SIZE + 1, 1)).toMatchObject({
      kept: lines.slice(1, 3),
      total: 4,
      next: expect.stringContaining('1 older line is left out. Repeat the call with skip 3'),
    });
    expect(cap(lines, 1_000, 3)).toEqual({ kept: lines.slice(0, 1), total: 4 });
    expect(cap(lines, 1_000, 9)).toEqual({ kept: [], total: 4 });
  });

  it('are cut where one is too long, with the call that reads it whole', () => {
    const long = line(`begin ${'x'.repeat(50_000)} end`, { taskRunId: 'r1' });
    const { kept, next } = cap([line('a'), long], 5_000);
    expect(kept).toHaveLength(2);
    expect(kept[1]?.message).toMatch(/^begin x+ ⟦.* of 50010 characters .*⟧ x+ end$/);
    expect(kept[1]?.message).toContain(
      'Call download_execution_logs with execution_id e1 and task_run_id r1 to read it in parts.',
    );
    expect(next).toBeUndefined();
  });
});

describe('text', () => {
  it('stays whole up to the limit', () => {
    expect(capText('one\ntwo', { room: 8 })).toEqual({ kept: 'one\ntwo' });
    expect(capText('', { room: 7 })).toEqual({ kept: '' });
  });

  it('is its end, from the start of a line on', () => {
    expect(capText('one\ntwo\nthree\nfour\n', { room: 15 })).toEqual({
      kept: 'three\nfour\n',
      next: `2 older lines are left out. Repeat the call with until 8 to read what comes before, or ${NARROW}`,
    });
    expect(capText('one\ntwo\nthree\nfour\n', { room: 15, until: 8 })).toEqual({ kept: 'one\ntwo\n' });
  });

  it.each(['', '\n'])('is the end of its last line when that alone is too long (%j)', (end) => {
    const { kept, next } = capText(`one\n${'x'.repeat(50)}${end}`, { room: 12 });
    expect(kept).toMatch(end === '' ? /^x{12}$/ : /^x{10}\n$/);
    expect(next).toMatch(/^The start of the last line and 1 older line are left out\. .* until \d\d /);
  });

  it.each(['é😀\n', '"\\\t', 'x', '😀'])('of %j is read whole in its parts', (unit) => {
    const text = unit.repeat(2_000);
    let read = '';
    let until: number | undefined = text.length;
    while (until !== undefined && until > 0) {
      const { kept, next } = capText(text, { room: 301, until });
      expect(JSON.stringify(kept).length).toBeLessThanOrEqual(303);
      read = kept + read;
      const [, before] = /until (\d+)/.exec(next ?? '') ?? [];
      until = before === undefined ? undefined : Number(before);
    }
    expect(read).toBe(text);
  });
});
