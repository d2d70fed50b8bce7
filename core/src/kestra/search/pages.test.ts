import { describe, expect, it } from '@jest/globals';
import type { Paging } from '../types.js';
import { everyRow, findNamed } from './pages.js';

const rows = Array.from({ length: 450 }, (_, index) => ({ name: `row ${index}` }));
const paged =
  (asked: number[], total?: number) =>
  async ({ page, size }: Paging) => {
    asked.push(page);
    const results = rows.slice((page - 1) * size, page * size);
    return total === undefined ? { results } : { results, total };
  };

describe('everyRow', () => {
  it('ends with the first page that is not full', async () => {
    const asked: number[] = [];
    expect(await everyRow(paged(asked))).toEqual(rows);
    expect(asked).toEqual([1, 2, 3]);
  });

  it('ends with the total', async () => {
    const asked: number[] = [];
    expect(await everyRow(paged(asked, 400))).toHaveLength(400);
    expect(asked).toEqual([1, 2]);
  });

  it('ends with a server that ignores pages', async () => {
    let asked = 0;
    const same = async () => {
      asked++;
      return { results: rows.slice(0, 200) };
    };
    expect(await everyRow(same)).toHaveLength(10_000);
    expect(asked).toBe(50);
  });
});

it('findNamed looks through all rows when the search finds none, and then knows all names', async () => {
  const asked: (string | undefined)[] = [];
  const list = async (q?: string) => {
    asked.push(q);
    return q === undefined ? [{ name: 'a-b' }, { name: 'c' }] : [];
  };
  const named = (name: string) => findNamed(list, name, (row) => row.name === name);
  expect(await named('a-b')).toEqual({ found: [{ name: 'a-b' }], known: ['a-b', 'c'] });
  expect(await named('d')).toEqual({ found: [], known: ['a-b', 'c'] });
  expect(asked).toEqual(['a-b', undefined, 'd', undefined]);
});
