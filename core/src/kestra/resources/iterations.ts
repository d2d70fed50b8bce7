import type { Execution, Page, Paging } from '../types.js';
import { where } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { withoutCredentials } from './caller-headers.js';

/** An iteration of a Loop task. */
export interface Iteration extends Execution {
  /** The run that holds the task, or the iteration that does, when loops are nested. */
  parentId?: string;
  loopRun?: {
    taskId?: string;
    index?: number;
    key?: unknown;
    value?: unknown;
    [key: string]: unknown;
  } | null;
}

/** Which iterations: all, or those in a state, or in any other. */
export interface IterationFilter {
  state?: string | undefined;
  notState?: string | undefined;
}

/** In groups that are asked for together: often all are in the first state, and mostly in one of the next. */
const STATES = [
  ['SUCCESS'],
  ['FAILED', 'RUNNING', 'PAUSED', 'WARNING', 'KILLED', 'CANCELLED', 'SKIPPED', 'CREATED'],
  ['SUBMITTED', 'QUEUED', 'RETRYING', 'RETRIED', 'RESTARTED', 'KILLING', 'BREAKPOINT', 'RESUBMITTED'],
];

/**
 * Iterations of Loop tasks: from 2.0 executions of their own, of the kind LOOP, which neither another search nor the
 * run itself shows. Earlier versions have none, and are not asked.
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
   * `GET executions/search` for the iterations of these executions, in the order of their ids: many start at the same
   * moment. A row carries all of its run, so pages are best kept small. Empty before 2.0, which is not asked.
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
   * `GET executions/search`, once or twice: as many iterations as wanted from there on, counted from 0, wherever the
   * pages of a search end. Empty before 2.0.
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
   * `GET executions/search`, once for each state: how many iterations are in which state, until `total` of them are
   * found. Empty before 2.0.
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

  /** A row that was not asked for shows a server that ignores a filter, whose total counts such rows, too. */
  private keep(found: Page<Iteration> | undefined, asked: (row: Iteration) => boolean): Page<Iteration> {
    const { results = [], total } = found ?? {};
    const { fence } = this.#http;
    // One without a state is none: some servers answer an execution with less.
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
