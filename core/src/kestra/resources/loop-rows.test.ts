import { describe, expect, it } from '@jest/globals';
import { iteration } from '../../../../test/support/kestra/loops.js';
import type { Iteration } from './iterations.js';
import { byUrgency, toldIteration } from './loop-rows.js';

const row = (id: string, state: string, rest: object = {}): Iteration => iteration({ id, state, ...rest });
const line = (message: string) => ({ timestamp: 't', level: 'ERROR', message });

describe('an iteration', () => {
  it('of a nested loop says what it is within', () => {
    expect(toldIteration(row('i', 'FAILED', { parentId: 'outer' }), 'e1', [], 9)).toMatchObject({
      within: 'outer',
    });
    expect(toldIteration(row('i', 'FAILED'), 'e1', [], 9)).not.toHaveProperty('within');
  });

  it('may say little of itself', () => {
    const { loopRun: _, ...silent } = row('i', 'RUNNING');
    for (const odd of [silent, { ...silent, loopRun: null }])
      expect(toldIteration(odd, 'e1', [], 9)).toEqual({ id: 'i', state: 'RUNNING', logs: [] });
  });

  it.each([0, false, null, '', 'v', ['a'], { a: null }])('has its value as it is: %j', (value) => {
    expect(toldIteration(row('i', 'SUCCESS', { value }), 'e1', [], 9)).toMatchObject({ value });
  });

  it.each(['key', 'value'])('has of a long %s its beginning', (member) => {
    const told = toldIteration(
      { ...row('i', 'FAILED'), loopRun: { [member]: 'x'.repeat(9_000) } },
      'e1',
      [],
      9,
    );
    expect(JSON.stringify(told).length).toBeLessThan(400);
    expect(told).toMatchObject({ [member]: expect.stringMatching(/^x+…$/) });
  });

  it('has its last line, cut, when that alone is too long', () => {
    const lines = [line('first'), line(`start ${'x'.repeat(9_000)}`)];
    expect(toldIteration(row('i', 'FAILED'), 'e1', lines, 2_000)).toMatchObject({
      older: 1,
      logs: [
        { message: expect.stringMatching(/^start x{1000,1900}… \(9006 characters; .*this id for all\)$/) },
      ],
    });
  });

  it('has no half of a character, and no more than there is room for, of a line full of quotes', () => {
    for (const shift of ['', '-']) {
      const lines = [line(`${shift}${'😀"\n'.repeat(4_000)}`)];
      const [{ message }] = toldIteration(row('i', 'FAILED'), 'e1', lines, 2_000).logs as [
        { message: string },
      ];
      expect(message).toMatch(/^-?(😀"\n)+(😀"?)?… \(/u);
      expect(JSON.stringify(message).length).toBeLessThan(2_000);
    }
  });
});

it('failed ones come first, then those that wait, then by index', () => {
  const rows = [
    row('c', 'SUCCESS', { index: 0 }),
    row('b', 'PAUSED', { index: 9 }),
    row('d', 'RUNNING', { index: 4 }),
    row('a', 'FAILED', { index: 12 }),
  ];
  expect(rows.sort(byUrgency).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});
