import type { BulkAnswer, Execution, Label } from '../types.js';
import type { Query } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { withoutCredentials } from './caller-headers.js';

/** Kestra 1.x answers 422 and 2.0 answers 409, and neither says that the execution has no such task run. */
const NO_TASK_RUN =
  'The execution must have ended, and the task run be one of its own. One within an iteration of a loop is of the ' +
  "iteration's execution.";
const TASK_RUN = { 409: NO_TASK_RUN, 422: NO_TASK_RUN };

/** What can be done to an execution that is there: `/api/v1/{tenant}/executions/{id}/…`. */
export class ExecutionActions {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    protected readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /** `DELETE …/kill`; `cascade` kills the subflows' executions too. */
  async kill(id: string, cascade: boolean): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: await this.action(id, 'kill'),
      within: { execution: id },
      query: { isOnKillCascade: cascade },
      effect: 'destructive',
    });
  }

  /** `POST …/pause`; a finished execution is refused. */
  async pause(id: string): Promise<void> {
    await this.#http.send(await this.post(id, 'pause'));
  }

  /** `POST …/change-status`; terminal states only. */
  async changeStatus(id: string, status: string): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'change-status')), query: { status } }),
    );
  }

  /** `POST …/labels`: replaces all labels but the system's; the execution must have ended. */
  async setLabels(id: string, labels: readonly Label[]): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'labels')), json: labels }),
    );
  }

  /** `POST …/restart`: the same execution again, from its failed task. */
  async restart(id: string, revision?: number): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'restart')), query: { revision } }),
    );
  }

  /** `POST …/replay`: a new execution with the same inputs. */
  async replay(id: string, revision?: number): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'replay')), query: { revision } }),
    );
  }

  /** `POST …/force-run`: now, whatever it waits for. */
  async forceRun(id: string): Promise<Execution> {
    return withoutCredentials(await this.#http.json<Execution>(await this.post(id, 'force-run')));
  }

  /** `POST …/state`: a task run's state; the execution goes on from there. */
  async changeTaskRunState(id: string, taskRunId: string, state: string): Promise<Execution> {
    const request = { ...(await this.post(id, 'state')), json: { taskRunId, state }, hints: TASK_RUN };
    return withoutCredentials(await this.#http.json<Execution>(request));
  }

  /** `POST …/resume` as a form, with the inputs that the pause asks for. */
  async resume(id: string, inputs: Readonly<Record<string, unknown>>): Promise<void> {
    const form = formOf(inputs);
    await this.#http.send({ ...(await this.post(id, 'resume')), ...(form && { form }) });
  }

  /** `POST executions/resume/by-ids`, with the pauses' own defaults. */
  async resumeAll(ids: readonly string[]): Promise<BulkAnswer> {
    return this.bulk(route`executions/resume/by-ids`, ids);
  }

  /** `POST executions/replay/by-ids`: a new execution of each. */
  async replayAll(ids: readonly string[], latestRevision: boolean): Promise<BulkAnswer> {
    return this.bulk(route`executions/replay/by-ids`, ids, latestRevision ? { latestRevision } : {});
  }

  private async bulk(path: Route, ids: readonly string[], query: Query = {}): Promise<BulkAnswer> {
    const answer = await this.#http.json<{ count?: number; totalItems?: number; operationId?: string }>({
      method: 'POST',
      path,
      within: { execution: ids },
      query,
      json: ids,
    });
    const { count, totalItems = 0, operationId } = answer;
    return { count: count ?? totalItems, ...(operationId !== undefined && { operationId }) };
  }

  private async post(id: string, name: string) {
    return { method: 'POST', path: await this.action(id, name), within: { execution: id } } as const;
  }

  /** From 2.0 the actions have a folder: the old path would mean "execute the flow `kill`". */
  private async action(id: string, name: string): Promise<Route> {
    const { actions } = await this.instance.dialect();
    return actions === 'direct' ? route`executions/${id}/${name}` : route`executions/${id}/actions/${name}`;
  }
}

/** One part for each input, what is not text as JSON; null means no such input. Undefined when there are none. */
export function formOf(inputs: Readonly<Record<string, unknown>>): FormData | undefined {
  const given = Object.entries(inputs).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return undefined;
  const form = new FormData();
  for (const [name, value] of given)
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  return form;
}
