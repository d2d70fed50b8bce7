import { InputError } from '../../errors.js';
import { where } from '../filters.js';
import type { KestraHttp } from '../http.js';
import type { InstanceResource } from '../instance.js';
import { type Route, route } from '../route.js';
import type { Execution, Label, Page } from '../types.js';
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
export class ExecutionsResource {
  private readonly outputs: OutputsResource;

  constructor(
    private readonly http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
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
    const form = new FormData();
    for (const [name, value] of Object.entries(inputs)) {
      form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    return this.http.json({
      method: 'POST',
      path: route`executions/${namespace}/${flowId}`,
      query: { ...rest, labels: labels.map(({ key, value }) => `${key}:${value}`) },
      ...(Object.keys(inputs).length > 0 && { form }),
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

  /** `DELETE …/kill`; `cascade` kills the subflows' executions too. */
  async kill(id: string, cascade: boolean): Promise<void> {
    await this.http.send({
      method: 'DELETE',
      path: await this.action(id, 'kill'),
      query: { isOnKillCascade: cascade },
      effect: 'destructive',
    });
  }

  /** `POST …/pause`; a finished execution is refused. */
  async pause(id: string): Promise<void> {
    await this.http.send({ method: 'POST', path: await this.action(id, 'pause') });
  }

  /** `POST …/change-status`; terminal states only. */
  async changeStatus(id: string, status: string): Promise<Execution> {
    return this.http.json({
      method: 'POST',
      path: await this.action(id, 'change-status'),
      query: { status },
    });
  }

  /** `POST …/labels`: replaces all labels but the system's; the execution must have ended. */
  async setLabels(id: string, labels: readonly Label[]): Promise<Execution> {
    return this.http.json({ method: 'POST', path: await this.action(id, 'labels'), json: labels });
  }

  /** From 2.0 the actions have a folder: the old path would mean "execute the flow `kill`". */
  private async action(id: string, name: string): Promise<Route> {
    const { actions } = await this.instance.dialect();
    return actions === 'direct' ? route`executions/${id}/${name}` : route`executions/${id}/actions/${name}`;
  }
}
