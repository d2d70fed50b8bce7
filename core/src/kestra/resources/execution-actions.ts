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

/** Kestra 1.x answers 422 and 2.0 answers 409. Neither says that the execution does not have this task run. */
const NO_TASK_RUN =
  'The execution must have ended, and the task run must belong to it. A task run inside a loop iteration belongs to the ' +
  "iteration's own execution.";
const TASK_RUN = { 409: NO_TASK_RUN, 422: NO_TASK_RUN };
/** For an execution that succeeded, 1.x only says that it found no task to restart from. */
const NOT_FAILED =
  'A restart continues from a failed task or a pause. Replay an execution that ended otherwise: this creates a new one. ' +
  'If it is still running, wait until it ends.';
const NOT_RUNNING = 'Only a running execution can be paused.';

/** Actions on an existing execution: `/api/v1/{tenant}/executions/{id}/…`. */
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
   * Kill an execution: `DELETE executions/{id}/kill`, since 2.0 `DELETE executions/{id}/actions/kill`. Returns when
   * Kestra has accepted it. The execution may end later. `cascade` also kills the executions of its subflows. Throws
   * NotFoundError if it does not exist, ConflictError (since 2.0) if it has ended.
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
   * Pause an execution: `POST executions/{id}/pause`, since 2.0 `POST executions/{id}/actions/pause`. Throws
   * InvalidError (since 2.0 ConflictError) if it is not running.
   */
  async pause(id: string): Promise<void> {
    await this.#http.send({
      ...(await this.post(id, 'pause')),
      hints: { 409: NOT_RUNNING, 422: NOT_RUNNING },
    });
  }

  /**
   * Change the final state of an execution that has ended: `POST executions/{id}/change-status`, since 2.0 `POST
   * executions/{id}/actions/change-status`. Returns the execution. Throws InvalidError or ConflictError if it has not
   * ended or the new state is not final.
   */
  async changeStatus(id: string, status: string): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'change-status')), query: { status } }),
    );
  }

  /**
   * Replace all labels except system labels: `POST executions/{id}/labels`, since 2.0 `POST
   * executions/{id}/actions/labels`. Returns the execution. Throws InvalidError or ConflictError if it has not ended.
   */
  async setLabels(id: string, labels: readonly Label[]): Promise<Execution> {
    return withoutCredentials(
      await this.#http.json<Execution>({ ...(await this.post(id, 'labels')), json: labels }),
    );
  }

  /**
   * Restart an execution from its failed task: `POST executions/{id}/restart`, since 2.0 `POST
   * executions/{id}/actions/restart`. It runs the latest revision of the flow, or the given one. Returns the same
   * execution. Throws InvalidError or ConflictError if it has not failed.
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
   * Replay an execution as a new one with the same inputs: `POST executions/{id}/replay`, since 2.0 `POST
   * executions/{id}/actions/replay`. Returns the new execution as it was created. `inputs` replaces single inputs, and
   * null removes one: `POST executions/{id}/replay-with-inputs`, since 1.0 (UnsupportedError before). Throws InputError
   * for an input that the flow does not declare.
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
   * Start a waiting execution now: `POST executions/{id}/force-run`, since 2.0 `POST
   * executions/{id}/actions/force-run`. Returns the execution. Throws ConflictError or InvalidError if it has ended.
   */
  async forceRun(id: string): Promise<Execution> {
    return withoutCredentials(await this.#http.json<Execution>(await this.post(id, 'force-run')));
  }

  /**
   * Set the state of a task run, from which the execution continues: `POST executions/{id}/state`, since 2.0 `POST
   * executions/{id}/actions/state`. Returns the execution. Throws InvalidError or ConflictError if it has not ended
   * or does not have this task run.
   */
  async changeTaskRunState(id: string, taskRunId: string, state: string): Promise<Execution> {
    const request = { ...(await this.post(id, 'state')), json: { taskRunId, state }, hints: TASK_RUN };
    return withoutCredentials(await this.#http.json<Execution>(request));
  }

  /**
   * Resume a paused execution with the inputs of its pause: `POST executions/{id}/resume`, since 2.0 `POST
   * executions/{id}/actions/resume`, as a form. The inputs are checked first against the declaration of the pause,
   * which is read unless it is given. Throws InputError for an invalid input, ConflictError if the execution is not
   * paused.
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
   * Get the inputs (`onResume`) that a paused execution waits for: `GET executions/{id}` and `GET
   * flows/{namespace}/{id}`. Returns undefined if it is not paused. Throws NotFoundError if it does not exist.
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
      throw new UnsupportedError(
        'This version of Kestra cannot replay with other inputs: that requires Kestra 1.0.',
        {
          hint: 'Replay without inputs, or run the flow with these inputs.',
        },
      );
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

  /** Since 2.0, actions have a folder of their own. The old path would mean "run the flow `kill`". */
  private async action(id: string, name: string): Promise<Route> {
    const { actions } = await this.instance.dialect();
    return actions === 'direct' ? route`executions/${id}/${name}` : route`executions/${id}/actions/${name}`;
  }
}
