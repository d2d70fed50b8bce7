import { describe, expect, it } from '@jest/globals';
import { applyEdits } from './apply-edits.js';
import type { Edit } from './editing.schemas.js';

const FLOW = `id: f
namespace: a
tasks:
  - id: one
    type: Log
    message: first   # note
  - id: two
    type: Log
    message: |
      größe 🎉
      second\t
`;

const refused = (text: string, ...edits: Edit[]) => {
  try {
    applyEdits(text, edits);
  } catch (error) {
    const { message, details, hint } = error as { message: string; details: string[]; hint: string };
    return { message, details, hint };
  }
  throw new Error('It was not refused.');
};
const missing = (text: string, find: string) => refused(text, { find, replace: 'x' }).message;

describe('edits', () => {
  it('find what the ones before them leave', () => {
    const edits = [
      { find: 'first', replace: 'third' },
      { find: 'third   # note', replace: 'fourth' },
    ];
    expect(applyEdits(FLOW, edits)).toBe(FLOW.replace('first   # note', 'fourth'));
  });

  it('leave all else as it is, to the byte', () => {
    const crlf = FLOW.replaceAll('\n', '\r\n');
    expect(applyEdits(crlf, [{ find: 'second', replace: '' }])).toBe(crlf.replace('second', ''));
    const edit = { find: 'größe 🎉', replace: "$& $1 $` $' $$ \\1" };
    expect(applyEdits(FLOW, [edit])).toBe(FLOW.split(edit.find).join(edit.replace));
  });

  it('take the line ends of a flow in which all are CRLF', () => {
    const crlf = FLOW.replaceAll('\n', '\r\n');
    const edits = [
      { find: 'tasks:', replace: 'labels:\n  a: b\ntasks:' },
      { find: '    type: Log\n    message: first', replace: '    type: Log\n    message: last' },
    ];
    expect(applyEdits(crlf, edits)).toBe(applyEdits(FLOW, edits).replaceAll('\n', '\r\n'));
    const asSaid = { find: 'id: f', replace: '# x\r# y\nid: f' };
    expect(applyEdits(crlf, [asSaid])).toBe(crlf.replace(asSaid.find, asSaid.replace));
  });

  it('change every place only when told to', () => {
    expect(applyEdits(FLOW, [{ find: 'Log', replace: '$&', all: true }])).toBe(FLOW.split('Log').join('$&'));
    const { message, hint } = refused(FLOW, { find: 'type: Log', replace: 'type: Return' });
    expect(message).toBe(
      '"find" occurs 2 times, in lines 5 and 8. Add more of the surrounding text to "find", or set "all": true.',
    );
    expect(hint).toMatch(/^Nothing was saved\./);
  });

  it('count a place that overlaps another, since either may be meant', () => {
    expect(missing('aaa\n', 'aa')).toContain('2 times, in line 1');
    expect(applyEdits('aaa\n', [{ find: 'aa', replace: 'b', all: true }])).toBe('ba\n');
    expect(missing('a\n'.repeat(1_200), 'a')).toContain('more than 1000 times, first in lines 1, 2, 3');
  });

  it('are refused where they change nothing, alone or together', () => {
    expect(missing(FLOW, 'x').length).toBeGreaterThan(0);
    expect(refused(FLOW, { find: 'one', replace: 'one' }).message).toContain('nothing would change');
    const there = { find: 'first', replace: 'third' };
    expect(refused(FLOW, there, { find: 'third', replace: 'first' }).message).toContain(
      'cancel each other out',
    );
  });

  it('are refused all together, with all that is wrong', () => {
    const { message, details, hint } = refused(
      FLOW,
      { find: 'nowhere at all', replace: '' },
      { find: 'first', replace: 'third' },
      { find: 'first', replace: 'fourth' },
    );
    expect(message).toContain('Edit 1 of 3: "find" does not occur in the flow.');
    expect(details).toEqual([
      expect.stringContaining('Edit 3 of 3: An earlier edit of this call changed that text.'),
    ]);
    expect(hint).toContain('not even the other edits');
    const many = Array.from({ length: 9 }, () => ({ find: 'nowhere', replace: '' }));
    expect(refused(FLOW, ...many).details).toHaveLength(4);
  });

  it('make no text beyond all measure', () => {
    const edit = { find: 'a', replace: 'b'.repeat(20_000), all: true };
    expect(refused('a'.repeat(1_000), edit).message).toContain('longer than 1000000 characters');
  });
});

describe('what is not found', () => {
  it('is told with the nearest lines', () => {
    expect(missing(FLOW, 'message: frist')).toMatch(
      /^"find" does not occur in the flow\. Similar lines: line 6: " {4}message: first {3}# note"/,
    );
    expect(missing(FLOW, 'nothing of the kind, wherever one looks')).toContain('No line is similar.');
    const two = '  - id: two\n    type: Lag';
    expect(missing(FLOW, two)).toContain(
      'Line 2 of "find" is missing. Similar lines: line 5: "    type: Log"',
    );
    expect(missing(FLOW, '- id: two\n    message: first')).toContain(
      'not one directly after another. Their first occurrences are in lines 7, 6',
    );
  });

  it('is told from other white space', () => {
    expect(missing(FLOW, '- id: two\n  type: Log')).toBe(
      'Only whitespace differs, at line 7. The flow has "- id: two\\n    type: Log".',
    );
    expect(missing(FLOW, 'second ')).toContain('"second"');
    expect(missing(FLOW, '\n\n\n')).toContain('whitespace that does not occur');
  });

  it('is told from other ends of lines', () => {
    const mixed = FLOW.replace('\n', '\r\n');
    expect(missing(mixed, 'id: f\nnamespace')).toContain(
      'Only the line endings differ: the flow has \\r\\n at line 1.',
    );
    expect(missing(FLOW, 'id: f\r\nnamespace')).toContain('the flow has \\n at line 1');
  });

  it('is told from another Unicode normalization form', () => {
    expect(missing(FLOW, 'größe'.normalize('NFD'))).toContain('another Unicode normalization form');
  });
});
