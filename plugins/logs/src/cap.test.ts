import { describe, expect, it } from '@jest/globals';
import { capLines, capText } from './cap.js';

const line = (message: string, more: object = {}) => ({ timestamp: 't', level: 'INFO', message, ...more });
/** What one line of a single character weighs. */
const SIZE = JSON.stringify(line('x')).length + 1;

describe('lines', () => {
  it('stay as they are but for the thread', () => {
    expect(capLines([line('a', { thread: 'worker_0', taskId: 't' }), line('b')], 'ask for less')).toEqual({
      kept: [line('a', { taskId: 't' }), line('b')],
    });
    expect(capLines([], 'ask for less')).toEqual({ kept: [] });
  });

  it('are the newest ones, in their order, when there are too many', () => {
    const lines = ['a', 'b', 'c', 'd'].map((message) => line(message));
    expect(capLines(lines, 'ask for less', 2 * SIZE)).toEqual({
      kept: [line('c'), line('d')],
      next: '2 older lines are left out: ask for less.',
    });
    expect(capLines(lines, 'ask for less', 4 * SIZE)).toEqual({ kept: lines });
    expect(capLines(lines, 'ask for less', 4 * SIZE - 1).next).toMatch(/^1 older lines are left out:/);
  });

  it('are at least the newest one, however long', () => {
    const long = line('x'.repeat(500));
    expect(capLines([line('a'), long], 'ask for less', 100)).toEqual({
      kept: [long],
      next: '1 older lines are left out: ask for less.',
    });
  });
});

describe('text', () => {
  it('stays whole up to the limit', () => {
    expect(capText('one\ntwo', 'ask for less', 7)).toEqual({ kept: 'one\ntwo' });
    expect(capText('', 'ask for less', 7)).toEqual({ kept: '' });
  });

  it('is its end, from the start of a line on', () => {
    expect(capText('one\ntwo\nthree\nfour\n', 'ask for less', 13)).toEqual({
      kept: 'three\nfour\n',
      next: '2 older lines are left out: ask for less.',
    });
    expect(capText('one\ntwo\nthree', 'ask for less', 9)).toEqual({
      kept: 'two\nthree',
      next: '1 older lines are left out: ask for less.',
    });
  });

  it.each(['', '\n'])('is the end of its last line when that alone is too long (%j)', (end) => {
    expect(capText(`one\n${'x'.repeat(50)}${end}`, 'ask for less', 10)).toEqual({
      kept: 'x'.repeat(10 - end.length) + end,
      next: '1 older lines and the start of the last are left out: ask for less.',
    });
    expect(capText(`${'x'.repeat(50)}${end}`, 'ask for less', 10).next).toBe(
      '0 older lines and the start of the last are left out: ask for less.',
    );
  });
});
