import { InputError } from '../../errors.js';
import { KestraError } from '../errors.js';
import { where } from '../filters.js';
import type { KestraHttp } from '../http.js';
import type { InstanceResource } from '../instance.js';
import { route } from '../route.js';
import type { Execution, Label, Page } from '../types.js';
import { ExecutionActions, formOf } from './execution-actions.js';
import type { Paging } from './flows.js';
import { OutputsResource } from './outputs.js';

export interface NewExecution {
  /** One form part each; what is not text goes as JSON. */
  inputs?: Readonly<Record<string, unknown>> | undefined;
  labels?: readonly Label[] | undefined;
  revision?: number | undefined;
  /** ISO 8601; the execution waits until then. */
  scheduleDate?: string | undefined;
}

export interface ExecutionSearch extends Paging {
  /** Includes child namespaces. */
  namespace?: string | undefined;
  flowId?: string | undefined;
  /** ISO 8601. */
  startDate?: string | undefined;
  endDate?: string | undefined;
}

/** Before 2.0 `POST executions/{namespace}/{flowId}` with one of these is an action on the execution `{namespace}`. */
const ACTION_NAMES: ReadonlySet<string> = new Set([
  'change-status',
  'eval',
  'force-run',
  'kill',
  'labels',
  'pause',
  'replay',
  'replay-with-inputs',
  'restart',
  'resume',
  'resume-from-breakpoint',
  'state',
  'unqueue',
]);

/** Executions: `/api/v1/{tenant}/executions`. */
export class ExecutionsResource extends ExecutionActions {
  private readonly outputs: OutputsResource;

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.outputs = new OutputsResource(http);
  }

  /** `POST executions/{namespace}/{flowId}` as a form; answers as soon as the execution is created. */
  async create(
    namespace: string,
    flowId: string,
    { inputs = {}, labels = [], ...rest }: NewExecution,
  ): Promise<Execution> {
    if (ACTION_NAMES.has(flowId) && (await this.instance.dialect()).actions === 'direct') {
      throw new InputError(
        `A flow named "${flowId}" cannot be executed: Kestra reads the name as an action.`,
        {
          hint: 'Give the flow another id.',
        },
      );
    }
    const form = formOf(inputs);
    return this.http.json({
      method: 'POST',
      path: route`executions/${namespace}/${flowId}`,
      query: { ...rest, labels: labels.map(({ key, value }) => `${key}:${value}`) },
      ...(form && { form }),
    });
  }

  /** `GET executions/{id}`; from 2.0 the outputs are fetched from their own routes and put back where 1.x has them. */
  async get(id: string): Promise<Execution> {
    const execution = await this.peek(id);
    const { outputs } = await this.instance.dialect();
    return outputs === 'inline' ? execution : this.outputs.into(execution);
  }

  /** `GET executions/{id}` as the server gives it: one request, enough to see the state. */
  peek(id: string): Promise<Execution> {
    return this.http.json({ path: route`executions/${id}` });
  }

  /** `GET executions/search`, newest first. */
  async search({
    namespace,
    flowId,
    startDate,
    endDate,
    page,
    size,
  }: ExecutionSearch): Promise<Page<Execution>> {
    const { filters } = await this.instance.dialect();
    const conditions = where(filters, [
      ['namespace', 'PREFIX', namespace],
      ['flowId', 'EQUALS', flowId],
      ['startDate', 'GREATER_THAN_OR_EQUAL_TO', startDate],
      ['endDate', 'LESS_THAN_OR_EQUAL_TO', endDate],
    ]);
    return this.http.json({
      path: route`executions/search`,
      query: { page, size, sort: 'state.startDate:desc', ...conditions },
    });
  }

  /** `DELETE executions/{id}`. */
  async delete(id: string): Promise<void> {
    await this.http.send({ method: 'DELETE', path: route`executions/${id}`, effect: 'destructive' });
  }

  /**
   * The newest execution of exactly this flow, in that state if one is given. A server that ignores a filter answers
   * with other flows' executions, so each is checked to be what was asked for.
   */
  async latest(namespace: string, flowId: string, state?: string): Promise<Execution | undefined> {
    const { filters } = await this.instance.dialect();
    const conditions = where(filters, [
      ['namespace', 'EQUALS', namespace],
      ['flowId', 'EQUALS', flowId],
      ['state', 'EQUALS', state],
    ]);
    const { results = [] } = await this.http.json<Page<Execution>>({
      path: route`executions/search`,
      query: { page: 1, size: 25, sort: 'state.startDate:desc', ...conditions },
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
    return fitting.sort((a, b) => (b.state.startDate ?? '').localeCompare(a.state.startDate ?? ''))[0];
  }
}
