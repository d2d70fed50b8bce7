import { InputError } from '../../foundation/errors.js';
import { heeded } from '../search/heeded.js';
import { ownNamespace, searchWithin } from '../search/search.js';
import type { Execution, Page, Paging } from '../types.js';
import { period, where, whereLabels, whereStates } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import { KestraError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { rowsWithoutCredentials, withoutCredentials } from './caller-headers.js';
import { ExecutionActions } from './execution-actions.js';
import { OutputsResource, type TaskRunsWanted } from './outputs.js';

/** Conditions of a search for executions. */
export interface ExecutionSearch extends Paging {
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
  /** One state or several, as Kestra writes them: `FAILED`. */
  state?: string | readonly string[] | undefined;
  /** Executions with all of these labels. */
  labels?: Readonly<Record<string, string>> | undefined;
  /** Start of the period in which the executions started, ISO 8601 with an offset. */
  startDate?: string | undefined;
  /** End of the period. Without a `startDate`, the period begins with the first execution. */
  endDate?: string | undefined;
}

/** Conditions of a search for executions that belong to another one. */
export interface KinSearch extends Paging {
  /** Executions in one of these states. */
  states: readonly string[];
  /** All executions with this correlation id, not only the ones that the execution started itself. */
  correlationId?: string | undefined;
}

const NEWEST_FIRST = ['state.startDate:desc'];

/** Methods that read executions. */
export class ExecutionReads extends ExecutionActions {
  readonly #http: KestraHttp;
  readonly #outputs: OutputsResource;

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
    this.#outputs = new OutputsResource(http);
  }

  /**
   * Get an execution with its task runs: `GET executions/{id}`. Since 2.0, outputs are read from `GET
   * outputs/executions/{id}` and `GET outputs/tasks/{id}/{taskRunId}` (at most 100 task runs) and put where 1.x has
   * them. With a `taskRunId` it contains only that task run (InputError if it does not exist). `from` skips the
   * outputs of task runs before this position, by urgency; `only` selects whose outputs are read. Credentials of
   * the caller that started it are masked. Throws NotFoundError if it does not exist.
   */
  async get(id: string, { taskRunId, ...wanted }: TaskRunsWanted = {}): Promise<Execution> {
    const whole = await this.peek(id);
    const execution = taskRunId === undefined ? whole : withOnly(whole, taskRunId);
    const { outputs } = await this.instance.dialect();
    return outputs === 'inline' ? execution : this.#outputs.into(execution, wanted);
  }

  /**
   * Get an execution as Kestra returns it, in one request: `GET executions/{id}`. This is enough to see its state.
   * Credentials are masked. Throws NotFoundError if it does not exist.
   */
  async peek(id: string): Promise<Execution> {
    const execution = await this.#http.json<Execution>({ path: route`executions/${id}`, within: 'answer' });
    return withoutCredentials(execution);
  }

  /**
   * Search executions, newest first: `GET executions/search`. Since 2.0, the rows have no task runs. Throws
   * `KMCP_REFUSED` if Kestra ignores `state` or `labels`, and InputError for a label that a search cannot express.
   */
  async search({ namespace, page, size, ...asked }: ExecutionSearch): Promise<Page<Execution>> {
    const { filters } = await this.instance.dialect();
    const states = [asked.state ?? []].flat();
    const { labels = {} } = asked;
    const started = period(asked);
    const found = await searchWithin<Execution>(this.#http.fence, {
      namespace,
      page,
      size,
      sort: NEWEST_FIRST,
      namespaceOf: ownNamespace,
      ask: async ({ namespace, page, size }) => {
        const conditions = {
          ...where(filters, [
            ['namespace', 'PREFIX', namespace],
            ['flowId', 'EQUALS', asked.flowId],
            ...started,
          ]),
          ...whereStates(filters, states),
          ...whereLabels(filters, labels),
        };
        const query = { page, size, sort: NEWEST_FIRST, ...conditions };
        const path = route`executions/search`;
        return heeded(await this.#http.json({ path, within: { namespace }, query }), { states, labels });
      },
    });
    return rowsWithoutCredentials(found);
  }

  /**
   * Get the newest execution of exactly this flow, optionally in one state: `GET executions/search`. Returns undefined
   * if none exists. Every row is checked, because a server that ignores a filter returns executions of other flows.
   * Throws `KMCP_REFUSED` if no row matches.
   */
  async latest(namespace: string, flowId: string, state?: string): Promise<Execution | undefined> {
    const { filters } = await this.instance.dialect();
    const conditions = where(filters, [
      ['namespace', 'EQUALS', namespace],
      ['flowId', 'EQUALS', flowId],
      ['state', 'EQUALS', state],
    ]);
    const { results = [] } = await this.#http.json<Page<Execution>>({
      path: route`executions/search`,
      within: { namespace },
      query: { page: 1, size: 25, sort: NEWEST_FIRST, ...conditions },
    });
    const fitting = results.filter(
      (each) =>
        each.namespace === namespace &&
        each.flowId === flowId &&
        (state === undefined || each.state.current === state),
    );
    if (fitting.length === 0 && results.length > 0) {
      throw new KestraError(
        'KMCP_REFUSED',
        `Kestra was asked for executions of ${namespace}.${flowId} and returned only others.`,
        {
          hint: 'Nothing was done. Pass the id of the execution instead.',
        },
      );
    }
    const [newest] = fitting.sort((a, b) => (b.state.startDate ?? '').localeCompare(a.state.startDate ?? ''));
    return withoutCredentials(newest);
  }

  /**
   * Search the executions that an execution started, such as subflows, newest first: `GET executions/search`. With a
   * correlation id, finds all executions that belong to it, at any depth. Does not include loop iterations. Since 2.0,
   * the rows have no task runs.
   */
  async kin(id: string, { states, correlationId, page, size }: KinSearch): Promise<Page<Execution>> {
    const { filters } = await this.instance.dialect();
    const conditions = {
      ...(correlationId === undefined
        ? where(filters, [['triggerExecutionId', 'EQUALS', id]])
        : whereLabels(filters, { 'system.correlationId': correlationId })),
      ...whereStates(filters, states),
    };
    const query = { page, size, sort: NEWEST_FIRST, ...conditions };
    const request = { path: route`executions/search`, within: { execution: id }, query };
    const found = (await this.#http.json<Page<Execution>>(request)) ?? { results: [] };
    const { fence } = this.#http;
    const inside = found.results.filter(({ namespace }) => fence?.allows(namespace) ?? true);
    return rowsWithoutCredentials({ results: inside });
  }

  /**
   * Get the newest execution that started before the given one, of exactly the same flow and in this state: `GET
   * executions/search`. Returns undefined if none exists.
   */
  async before({ id, namespace, flowId, state: { startDate } }: Execution, state: string) {
    const { filters } = await this.instance.dialect();
    const conditions = where(filters, [
      ['namespace', 'EQUALS', namespace],
      ['flowId', 'EQUALS', flowId],
      ['state', 'EQUALS', state],
      ...period({ endDate: startDate }),
    ]);
    const { results = [] } = await this.#http.json<Page<Execution>>({
      path: route`executions/search`,
      within: { namespace },
      query: { page: 1, size: 2, sort: NEWEST_FIRST, ...conditions },
    });
    // The next row may be from a child namespace, or from anywhere if a filter is ignored.
    const found = results.find(
      (row) =>
        row.id !== id && row.namespace === namespace && row.flowId === flowId && row.state.current === state,
    );
    return withoutCredentials(found);
  }
}

function withOnly(execution: Execution, taskRunId: string): Execution {
  const taskRunList = (execution.taskRunList ?? []).filter(({ id }) => id === taskRunId);
  if (taskRunList.length > 0) return { ...execution, taskRunList };
  throw new InputError(`The execution ${execution.id} has no task run "${taskRunId}".`, {
    hint: 'Get the execution without it: the result lists its task runs with their ids.',
  });
}
