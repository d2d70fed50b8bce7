import type { Execution, Page, Paging } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { withoutCredentials } from './caller-headers.js';

/** An iteration of a Loop task. */
export interface Iteration extends Execution {
  /** The execution with the Loop task or, if loops are nested, the iteration with it. */
  parentId?: string;
  loopRun?: {
    taskId?: string;
    index?: number;
    key?: unknown;
    value?: unknown;
    [key: string]: unknown;
  } | null;
}

/** Which iterations: all, those in one state, or those in any other state. */
export interface IterationFilter {
  state?: string | undefined;
  notState?: string | undefined;
}

/** States that are counted together. Often all iterations are in the first group, and most of the rest in the next. */
const STATES = [
  ['SUCCESS'],
  ['FAILED', 'RUNNING', 'PAUSED', 'WARNING', 'KILLED', 'CANCELLED', 'SKIPPED', 'CREATED'],
  ['SUBMITTED', 'QUEUED', 'RETRYING', 'RETRIED', 'RESTARTED', 'KILLING', 'BREAKPOINT', 'RESUBMITTED'],
];

/**
 * Iterations of Loop tasks. Since 2.0, they are executions of kind LOOP, which other searches and the execution itself
 * do not include. Earlier versions have none, and no request is sent.
 */
export class IterationsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * Search the iterations of these executions, ordered by id because many start at the same moment: `GET
   * executions/search`. Each row contains its whole execution, so keep pages small. Before 2.0, returns an empty page
   * without a request.
   */
  async search(
    parents: readonly string[],
    { state, notState, page, size }: IterationFilter & Paging,
  ): Promise<Page<Iteration>> {
    const { filters, iterations } = await this.instance.dialect();
    if (iterations !== 'executions') return { results: [], total: 0 };
    const conditions = where(filters, [
      ['kind', 'EQUALS', 'LOOP'],
      ['parentId', parents.length === 1 ? 'EQUALS' : 'IN', parents.join(',')],
      ['state', 'EQUALS', state],
      ['state', 'NOT_EQUALS', notState],
    ]);
    const found = await this.#http.json<Page<Iteration>>({
      path: route`executions/search`,
      within: { execution: parents },
      query: { page, size, sort: ['id:asc'], ...conditions },
    });
    return this.keep(found, (row) => parents.includes(row.parentId ?? '') && fits(row, { state, notState }));
  }

  /**
   * Get `count` iterations from position `from` (counted from 0), across pages of the search: `GET executions/search`,
   * once or twice. Before 2.0, returns an empty list.
   */
  async slice(parent: string, filter: IterationFilter, from: number, count: number): Promise<Iteration[]> {
    if (count <= 0) return [];
    const page = Math.floor(from / count) + 1;
    const skipped = from - (page - 1) * count;
    const rows: Iteration[] = [];
    for (const each of skipped === 0 ? [page] : [page, page + 1]) {
      const { results } = await this.search([parent], { ...filter, page: each, size: count });
      rows.push(...results);
      if (results.length < count) break;
    }
    return rows.slice(skipped, skipped + count);
  }

  /**
   * Count the iterations in each state: `GET executions/search`, once for each state until `total` iterations are
   * found. Before 2.0, returns no counts.
   */
  async count(parent: string, total: number): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    let found = 0;
    for (const states of STATES) {
      const pages = states.map((state) => this.search([parent], { state, page: 1, size: 1 }));
      for (const [index, page] of (await Promise.all(pages)).entries()) {
        const count = page.total ?? 0;
        if (count > 0) counts[states[index] ?? ''] = count;
        found += count;
      }
      if (found >= total) break;
    }
    return counts;
  }

  /** A row that does not match shows that Kestra ignores a filter. Then its total is also wrong. */
  private keep(found: Page<Iteration> | undefined, asked: (row: Iteration) => boolean): Page<Iteration> {
    const { results = [], total } = found ?? {};
    const { fence } = this.#http;
    // Some servers return rows without a state. They do not count as iterations.
    const kept = results.filter(
      (row) => row.state?.current !== undefined && asked(row) && (fence?.allows(row.namespace) ?? true),
    );
    const honest = kept.length === results.length ? total : undefined;
    return { results: kept.map((row) => withoutCredentials(row)), total: honest ?? kept.length };
  }
}

function fits({ state }: Iteration, asked: IterationFilter): boolean {
  if (asked.state !== undefined) return state.current === asked.state;
  return asked.notState === undefined || state.current !== asked.notState;
}
