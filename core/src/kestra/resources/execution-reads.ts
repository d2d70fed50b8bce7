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

/** Which executions. */
export interface ExecutionSearch extends Paging {
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
  /** One of these states, as Kestra writes them: `FAILED`. */
  state?: string | readonly string[] | undefined;
  /** Labels that are all there, with these values. */
  labels?: Readonly<Record<string, string>> | undefined;
  /** ISO 8601 with offset, of the start. */
  startDate?: string | undefined;
  /** From the beginning when only this is given. */
  endDate?: string | undefined;
}

/** Which executions that belong to another one. */
export interface KinSearch extends Paging {
  /** In one of these states. */
  states: readonly string[];
  /** Of everything that has this correlation id, not only of what the execution has started itself. */
  correlationId?: string | undefined;
}

const NEWEST_FIRST = ['state.startDate:desc'];

/** What can be read of executions. */
export class ExecutionReads extends ExecutionActions {
  readonly #http: KestraHttp;
  readonly #outputs: OutputsResource;

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
    this.#outputs = new OutputsResource(http);
  }

  /**
   * `GET executions/{id}`: an execution with its task runs. From 2.0 the outputs are fetched from `GET
   * outputs/executions/{id}` and `GET outputs/tasks/{id}/{taskRunId}`, of at most 100 task runs, and put back where
   * 1.x has them. With a `taskRunId` it has that task run alone: InputError when it has none. `from` says before which
   * ones no outputs are wanted, in the order of urgency, and `only` of which they are. Credentials of who started it are
   * masked. NotFoundError when there is none.
   */
  async get(id: string, { taskRunId, ...wanted }: TaskRunsWanted = {}): Promise<Execution> {
    const whole = await this.peek(id);
    const execution = taskRunId === undefined ? whole : withOnly(whole, taskRunId);
    const { outputs } = await this.instance.dialect();
    return outputs === 'inline' ? execution : this.#outputs.into(execution, wanted);
  }

  /**
   * `GET executions/{id}` as the server gives it: one request, enough to see the state. Credentials are masked.
   * NotFoundError when there is none.
   */
  async peek(id: string): Promise<Execution> {
    const execution = await this.#http.json<Execution>({ path: route`executions/${id}`, within: 'answer' });
    return withoutCredentials(execution);
  }

  /**
   * `GET executions/search`: a page of executions, newest first; from 2.0 without task runs. `KMCP_REFUSED` where the
   * server does not heed `state` or `labels`, InputError for a label that no search can say.
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
   * `GET executions/search`: the newest execution of exactly this flow, in that state if one is given; undefined when
   * there is none. A server that ignores a filter answers with other flows' executions, so each is checked to be what
   * was asked for: `KMCP_REFUSED` when none is.
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
        `Asked for executions of ${namespace}.${flowId}, Kestra answered with others.`,
        {
          hint: 'Nothing was done. Name the execution by its id.',
        },
      );
    }
    const [newest] = fitting.sort((a, b) => (b.state.startDate ?? '').localeCompare(a.state.startDate ?? ''));
    return withoutCredentials(newest);
  }

  /**
   * `GET executions/search`: what an execution has started, such as subflows, newest first; with a correlation id all
   * that it belongs to, however deep. Without iterations of loops, and from 2.0 without task runs.
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
   * `GET executions/search`: the newest execution of exactly this flow, in that state, that had begun when the given one
   * did; undefined when there is none.
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
    // The next one may be of a child namespace, or of anything where a filter is ignored.
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
    hint: 'Get the execution without it: its task runs have their ids.',
  });
}
