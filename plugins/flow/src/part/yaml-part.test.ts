import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';
import { taskLines } from './task-lines.js';

const SOURCE = `id: f
namespace: a
inputs:
  - id: who
    type: STRING

# ---- tasks ----
tasks:
  # says hello
  # to all
  - id: hello
    type: Log
    message: |
      # no comment, but text
      Hello
      # text as well

  - id: each
    type: Sequential
    tasks:
      - id: inner
        type: Log   # deep
        # retry: later

      - {id: compact, type: Return}
  -
    id: apart
    type: If
    then:
      - id: yes
        type: Log
    else:
      - &anchor
        id: 42
        type: Log
errors:
- id: tell
  type: Log
# ---- end ----
triggers:
  - id: who
    type: Webhook
  - id: hello`;
const LINES = SOURCE.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const of = (first: number, last: number) => LINES.slice(first - 1, last).join('');

describe('the lines of a task', () => {
  it.each([
    ['one with comments above, and text that looks like some', 'hello', 9, 16, 'tasks[0]'],
    ['one that holds others', 'each', 18, 25, 'tasks[1]'],
    ['one within another, with a comment of its own below', 'inner', 21, 23, 'tasks[1].tasks[0]'],
    ['one in a single line', 'compact', 25, 25, 'tasks[1].tasks[1]'],
    ['one whose sign is on a line of its own', 'apart', 26, 35, 'tasks[2]'],
    ['one with an id that is no text in YAML 1.1', 'true', 30, 31, 'tasks[2].then[0]'],
    ['one with an anchor and a number', '42', 33, 35, 'tasks[2].else[0]'],
    ['one of errors', 'tell', 37, 38, 'errors[0]'],
    ['a trigger before an input', 'who', 41, 42, 'triggers[0]'],
  ])('are those of %s', (_, id, first, last, path) => {
    expect(taskLines(SOURCE, id)).toEqual({ first, last, path });
    expect(taskLines(SOURCE.replaceAll('\n', '\r\n'), id)).toEqual({ first, last, path });
  });

  it('are of no other thing', () => {
    expect(() => taskLines(SOURCE, 'helo')).toThrow(
      'The flow has no task or trigger "helo". Did you mean "hello" or "tell"? It has: hello, each, inner, compact, apart, true, 42, tell, who.',
    );
    expect(() => taskLines(SOURCE, 'f')).toThrow('no task or trigger "f"');
    expect(() => taskLines('a: [', 'x')).toThrow('The flow has no task or trigger "x".');
  });
});

describe('get_yaml of a part', () => {
  const kestra = useKestra();
  const get = (given: Record<string, unknown>, source = SOURCE) => {
    kestra.answers({ 'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', revision: 7, source } } });
    return callPlugin(plugin, kestra)('manage_flow', {
      action: 'get_yaml',
      namespace: 'a',
      flow_id: 'f',
      ...given,
    });
  };

  it('is byte for byte what Kestra has, and says where it is', async () => {
    const expected = { first_line: 21, lines: 43, revision: 7 };
    expect(await get({ task_id: 'inner', lines: '' })).toEqual({
      result: of(21, 23),
      path: 'tasks[1].tasks[0]',
      ...expected,
    });
    expect(await get({ lines: '21-23' })).toEqual({ result: of(21, 23), ...expected });
    const crlf = await get({ lines: '43', revision: 3 }, SOURCE.replaceAll('\n', '\r\n'));
    expect(crlf).toEqual({ result: LINES[42], first_line: 43, lines: 43, revision: 7 });
    expect(kestra.lines).toEqual(['GET /main/flows/a/f?source=true&revision=3']);
  });

  it.each([
    ['7', of(7, 7)],
    ['42-', of(42, 43)],
    [' 42 - 900 ', of(42, 43)],
    ['2:4', of(2, 4)],
    ['L2–L4', of(2, 4)],
    ['2..4', of(2, 4)],
  ])('takes lines such as %j', async (lines, result) => {
    expect(await get({ lines })).toMatchObject({ result });
  });

  it.each([
    [{ lines: '0' }, '"lines" must be a range such as "40-80"'],
    [{ lines: '-4' }, '"lines" must be a range such as "40-80"'],
    [{ lines: '2,4' }, '"lines" must be a range such as "40-80"'],
    [{ lines: '9-3' }, '"lines" must be a range such as "40-80"'],
    [{ lines: 'all' }, 'not "all"'],
    [{ lines: '44-50' }, 'The argument "lines" begins at line 44, but the YAML has only 43 lines.'],
    [{ lines: '1', task_id: 'hello' }, 'The arguments "task_id" and "lines" cannot be combined.'],
    [{ task_id: 'hallo' }, 'Did you mean "hello"?'],
  ])('refuses %j', async (given, text) => {
    expect((await get(given)).error).toContain(text);
  });

  it('comes in parts where it is long itself', async () => {
    const long = `${SOURCE}\n    key: "${'x'.repeat(60_000)}"\n`;
    const { result, next } = await get({ lines: '43-' }, long);
    expect(String(result)).toContain('kestra-mcp left out');
    expect(next).toContain('Repeat the call with offset');
  });
});
