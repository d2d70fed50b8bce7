import { describe, expect, it } from '@jest/globals';
import { ProtocolError } from '@modelcontextprotocol/server';
import { PAGE, pageOf } from './page.js';

const named = (name: string) => ({ tool: { manifest: { name } } });
const items = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => named(`tool_${from + index}`));
const namesOf = (page: readonly { tool: { manifest: { name: string } } }[]) =>
  page.map(({ tool }) => tool.manifest.name);

/** Reads all pages of a list. `change` modifies the list between the pages. */
function pages(all: readonly ReturnType<typeof named>[], change = (list: typeof all, _page: number) => list) {
  const shown: string[] = [];
  let list = all;
  let cursor: string | undefined;
  for (let page = 0; page < 20; page++) {
    const { items, nextCursor } = pageOf('tools/list', list, cursor);
    expect(items.length).toBeLessThanOrEqual(PAGE);
    shown.push(...namesOf(items));
    cursor = nextCursor.nextCursor;
    if (cursor === undefined) return shown;
    list = change(list, page);
  }
  throw new Error('The list has no end.');
}

it('a list that fits one page has no cursor', () => {
  expect(pageOf('tools/list', items(0, PAGE), undefined)).toEqual({ items: items(0, PAGE), nextCursor: {} });
  expect(pageOf('tools/list', [], '')).toEqual({ items: [], nextCursor: {} });
});

describe('a list that is longer', () => {
  it('comes in pages, each thing once and in order', () => {
    expect(pages(items(0, 450))).toEqual(namesOf(items(0, 450)));
    expect(pages(items(0, PAGE + 1))).toHaveLength(PAGE + 1);
    expect(pages(items(0, 2 * PAGE))).toHaveLength(2 * PAGE);
  });

  it.each<[string, (list: readonly ReturnType<typeof named>[]) => readonly ReturnType<typeof named>[]]>([
    ['the last that was shown goes', (list) => list.filter(({ tool }) => tool.manifest.name !== 'tool_199')],
    ['all that was shown goes', (list) => list.slice(PAGE)],
    ['things come at the beginning', (list) => [...items(1_000, 1_007), ...list]],
    ['things come at the end', (list) => [...list, ...items(2_000, 2_250)]],
    ['what was shown moves to the end', (list) => [...list.slice(PAGE), ...list.slice(0, PAGE)]],
    ['the order is another', (list) => list.toReversed()],
  ])('repeats and loses nothing that stays when %s', (_, change) => {
    const shown = pages(items(0, 450), (list, page) => (page === 0 ? change(list) : list));
    expect(new Set(shown).size).toBe(shown.length);
    const stayed = namesOf(change(items(0, 450)));
    expect(stayed.filter((name) => !shown.includes(name))).toEqual([]);
  });
});

describe('a cursor', () => {
  const { nextCursor } = pageOf('tools/list', items(0, 450), undefined);
  const { nextCursor: good = '' } = nextCursor;

  it.each([
    ['of nobody', 'next'],
    ['of one letter', 'x'],
    ['of another list', pageOf('prompts/list', items(0, 450), undefined).nextCursor.nextCursor ?? ''],
    ['that was cut', good.slice(0, -4)],
    ['that was lengthened', `${good}AAAAAAAA`],
    ['that was changed', `${good.slice(0, 40)}${good[40] === 'A' ? 'B' : 'A'}${good.slice(41)}`],
    ['without end', 'A'.repeat(2_000_000)],
  ])('%s is refused', (_, cursor) => {
    const asked = () => pageOf('tools/list', items(0, 3), cursor);
    expect(asked).toThrow(
      'tools/list does not know this cursor. Omit the cursor to get the list from its beginning.',
    );
    expect(asked).toThrow(ProtocolError);
  });

  it('is good after all has gone', () => {
    expect(pageOf('tools/list', [], good)).toEqual({ items: [], nextCursor: {} });
  });
});
