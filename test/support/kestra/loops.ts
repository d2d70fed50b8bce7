import type { Reply } from './use-kestra.js';

/** An iteration of a Loop task, in short form. */
export interface Iterated {
  id: string;
  state: string;
  /** Default: `e1`. */
  parentId?: string;
  index?: number;
  value?: unknown;
}

/** An iteration in the format of the search for executions of the kind LOOP. */
export function iteration({ id, state, parentId = 'e1', index = 0, value }: Iterated) {
  return {
    ...{ id, namespace: 'a', flowId: 'f', state: { current: state }, kind: 'LOOP', parentId },
    loopRun: { parent: { id: parentId, taskRunList: null }, taskId: 'each', taskRunId: 'r1', index, value },
  };
}

/** `GET executions/search` of a Kestra 2.0 that has these. It finds iterations only if the kind is given. */
export function searchOf(all: readonly Iterated[]): Reply {
  return ({ line }) => {
    const query = new URLSearchParams(line.split('?')[1]);
    const is = (field: string, operator: string) => query.get(`filters[${field}][${operator}]`);
    if (is('kind', 'EQUALS') !== 'LOOP') return { json: { results: [], total: 0 } };
    const parents = is('parentId', 'IN')?.split(',') ?? [is('parentId', 'EQUALS')];
    const [state, notState] = [is('state', 'EQUALS'), is('state', 'NOT_EQUALS')];
    const found = all
      .filter(({ parentId = 'e1' }) => parents.includes(parentId))
      .filter((each) => each.state === (state ?? each.state) && each.state !== notState)
      .sort((a, b) => a.id.localeCompare(b.id));
    const [page, size] = [Number(query.get('page')), Number(query.get('size'))];
    const results = found.slice((page - 1) * size, page * size).map(iteration);
    return { json: { results, total: found.length } };
  };
}

/** This many iterations, all in the same state except for the given indexes. */
export function iterated(
  count: number,
  state: string,
  others: Readonly<Record<number, string>> = {},
): Iterated[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ id: `i${String(index).padStart(4, '0')}`, index, value: `v${index}` },
    state: others[index] ?? state,
  }));
}
