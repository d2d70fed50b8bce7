import { type Declared, declaredOf } from '../inputs/declared.js';
import { renewedInputs } from '../inputs/kept-inputs.js';
import { pauseInputs } from '../inputs/pause.js';
import { flowOf, ifReadable, withInputs } from '../inputs/with-inputs.js';
import type { BulkAnswer, Execution, Label } from '../types.js';
import type { Query } from '../versions/filters.js';
import type { InstanceResource } from '../versions/instance.js';
import { UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { withoutCredentials } from './caller-headers.js';

/** Kestra 1.x answers 422 and 2.0 answers 409, and neither says that the execution has no such task run. */
const NO_TASK_RUN =
  'The execution must have ended, and the task run be one of its own. One within an iteration of a loop is of the ' +
  "iteration's execution.";
const TASK_RUN = { 409: NO_TASK_RUN, 422: NO_TASK_RUN };
/** 1.x says of one that succeeded only that no task is found to restart from. */
const NOT_FAILED =
  'A restart goes on from a failed task, or from a pause. What ended otherwise can be replayed as a new execution.';

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
      await this.#http.json<Execution>({
        ...(await this.post(id, 'restart')),
        query: { revision },
        hints: { 409: NOT_FAILED, 422: NOT_FAILED },
      }),
    );
  }

  /**
   * `POST …/replay`: a new execution with the same inputs. With some of them given anew `POST …/replay-with-inputs`, from
   * 1.0 on; the others stay as they were, null takes one away.
   */
  async replay(
    id: string,
    revision?: number,
    inputs: Readonly<Record<string, unknown>> = {},
  ): Promise<Execution> {
    if (Object.keys(inputs).length > 0)
      return withoutCredentials(await this.replayWith(id, revision, inputs));
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

  /**
   * `POST …/resume` as a form, with the inputs that the pause asks for; they are judged first by what it declares, which
   * is read when it is not given.
   */
  async resume(id: string, inputs: Readonly<Record<string, unknown>>, pause?: Declared): Promise<void> {
    const post = await this.post(id, 'resume');
    await withInputs(this.#http, {
      given: inputs,
      look: () => (pause === undefined ? ifReadable(this.pauseInputs(id)) : Promise.resolve(pause)),
      send: (form) => this.#http.send({ ...post, ...(form && { form }) }),
    });
  }

  /** The inputs that the pause declares (`onResume`) at which an execution waits; undefined when it is not paused. */
  async pauseInputs(id: string): Promise<Declared | undefined> {
    const execution = await this.#http.json<Execution>({ path: route`executions/${id}`, within: 'answer' });
    if (execution.state.current !== 'PAUSED') return undefined;
    return pauseInputs(await flowOf(this.#http, execution), execution);
  }

  /** `POST executions/resume/by-ids`, with the pauses' own defaults. */
  async resumeAll(ids: readonly string[]): Promise<BulkAnswer> {
    return this.bulk(route`executions/resume/by-ids`, ids);
  }

  /** `POST executions/replay/by-ids`: a new execution of each. */
  async replayAll(ids: readonly string[], latestRevision: boolean): Promise<BulkAnswer> {
    return this.bulk(route`executions/replay/by-ids`, ids, latestRevision ? { latestRevision } : {});
  }

  private async replayWith(
    id: string,
    revision: number | undefined,
    inputs: Readonly<Record<string, unknown>>,
  ): Promise<Execution> {
    const { replayInputs } = await this.instance.dialect();
    if (!replayInputs) {
      throw new UnsupportedError('This Kestra cannot replay with other inputs; it can from 1.0 on.', {
        hint: 'Replay without inputs, or run the flow with these inputs.',
      });
    }
    const post = await this.post(id, 'replay-with-inputs');
    const execution = await this.#http.json<Execution>({ path: route`executions/${id}`, within: 'answer' });
    const declared = declaredOf(await flowOf(this.#http, execution, revision));
    return withInputs(this.#http, {
      given: renewedInputs(declared, execution.inputs, inputs),
      look: () => Promise.resolve(declared),
      send: (form = []) => this.#http.json({ ...post, query: { revision }, form }),
    });
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
