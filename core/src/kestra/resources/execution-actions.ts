import { type Declared, declaredOf } from '../inputs/declared.js';
import { renewedInputs } from '../inputs/kept-inputs.js';
import { pauseInputs } from '../inputs/pause.js';
import { flowOf, ifReadable, withInputs } from '../inputs/with-inputs.js';
import type { Execution, Label } from '../types.js';
import type { InstanceResource } from '../versions/instance.js';
import { UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { withoutCredentials } from './caller-headers.js';
import { ExecutionBulk } from './execution-bulk.js';

/** Kestra 1.x answers 422 and 2.0 answers 409, and neither says that the execution has no such task run. */
const NO_TASK_RUN =
  'The execution must have ended, and the task run be one of its own. One within an iteration of a loop is of the ' +
  "iteration's execution.";
const TASK_RUN = { 409: NO_TASK_RUN, 422: NO_TASK_RUN };
/** 1.x says of one that succeeded only that no task is found to restart from. */
const NOT_FAILED =
  'A restart goes on from a failed task, or from a pause. What ended otherwise can be replayed as a new execution.';

/** What can be done to an execution that is there: `/api/v1/{tenant}/executions/{id}/…`. */
export class ExecutionActions extends ExecutionBulk {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    protected readonly instance: InstanceResource,
  ) {
    super(http);
    this.#http = http;
  }

  /**
   * `DELETE executions/{id}/kill`, from 2.0 `DELETE executions/{id}/actions/kill`: nothing, once Kestra has taken it
   * on; the run may end later. `cascade` kills the subflows' runs too. NotFoundError when there is none; from 2.0
   * ConflictError when it has ended.
   */
  async kill(id: string, cascade: boolean): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: await this.action(id, 'kill'),
      within: { execution: id },
      query: { isOnKillCascade: cascade },
      effect: 'destructive',
    });
  }

  /**
   * `POST executions/{id}/pause`, from 2.0 `POST executions/{id}/actions/pause`: nothing. InvalidError, from 2.0
   * ConflictError, when it does not run.
   */
  async pause(id: string): Promise<void> {
    await this.#http.send(await this.post(id, 'pause'));
  }

  /**
   * `POST executions/{id}/change-status`, from 2.0 `POST executions/{id}/actions/change-status`: the execution as it
   * is now. To final states only, of an execution that has ended; InvalidError or ConflictError otherwise.
   */
  async changeStatus(id: string, status: string): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'change-status')), query: { status } }),
    );
  }

  /**
   * `POST executions/{id}/labels`, from 2.0 `POST executions/{id}/actions/labels`: replaces all labels but the
   * system's, and gives the execution as it is now. It must have ended: InvalidError or ConflictError otherwise.
   */
  async setLabels(id: string, labels: readonly Label[]): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'labels')), json: labels }),
    );
  }

  /**
   * `POST executions/{id}/restart`, from 2.0 `POST executions/{id}/actions/restart`: the same execution again, from
   * its failed task, by the flow's latest revision or by that one. InvalidError or ConflictError for one that has not
   * failed.
   */
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
   * `POST executions/{id}/replay`, from 2.0 `POST executions/{id}/actions/replay`: a new execution with the same
   * inputs, as it is when created. With some of them given anew `POST executions/{id}/replay-with-inputs`, from 1.0
   * on (UnsupportedError before); the others stay as they were, null takes one away. InputError for an input that the
   * flow does not declare.
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

  /**
   * `POST executions/{id}/force-run`, from 2.0 `POST executions/{id}/actions/force-run`: now, whatever it waits for;
   * the execution as it is then. ConflictError or InvalidError for one that has ended.
   */
  async forceRun(id: string): Promise<Execution> {
    return withoutCredentials(await this.#http.json<Execution>(await this.post(id, 'force-run')));
  }

  /**
   * `POST executions/{id}/state`, from 2.0 `POST executions/{id}/actions/state`: gives a task run a state, from which
   * the execution goes on; the execution as it is then. It must have ended, and have that task run: InvalidError or
   * ConflictError otherwise.
   */
  async changeTaskRunState(id: string, taskRunId: string, state: string): Promise<Execution> {
    const request = { ...(await this.post(id, 'state')), json: { taskRunId, state }, hints: TASK_RUN };
    return withoutCredentials(await this.#http.json<Execution>(request));
  }

  /**
   * `POST executions/{id}/resume`, from 2.0 `POST executions/{id}/actions/resume`, as a form with the inputs that the
   * pause asks for: nothing. They are judged first by what it declares, which is read when it is not given:
   * InputError for what it does not take. ConflictError when it is not paused.
   */
  async resume(id: string, inputs: Readonly<Record<string, unknown>>, pause?: Declared): Promise<void> {
    const post = await this.post(id, 'resume');
    await withInputs(this.#http, {
      given: inputs,
      look: () => (pause === undefined ? ifReadable(this.pauseInputs(id)) : Promise.resolve(pause)),
      send: (form) => this.#http.send({ ...post, ...(form && { form }) }),
    });
  }

  /**
   * `GET executions/{id}` and `GET flows/{namespace}/{id}`: the inputs that the pause declares (`onResume`) at which
   * an execution waits; undefined when it is not paused. NotFoundError when there is none.
   */
  async pauseInputs(id: string): Promise<Declared | undefined> {
    const execution = await this.#http.json<Execution>({ path: route`executions/${id}`, within: 'answer' });
    if (execution.state.current !== 'PAUSED') return undefined;
    return pauseInputs(await flowOf(this.#http, execution), execution);
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

  private async post(id: string, name: string) {
    return { method: 'POST', path: await this.action(id, name), within: { execution: id } } as const;
  }

  /** From 2.0 the actions have a folder: the old path would mean "execute the flow `kill`". */
  private async action(id: string, name: string): Promise<Route> {
    const { actions } = await this.instance.dialect();
    return actions === 'direct' ? route`executions/${id}/${name}` : route`executions/${id}/actions/${name}`;
  }
}
