import { InputError } from '../../foundation/errors.js';
import { declaredOf } from '../inputs/declared.js';
import { flowOf, ifReadable, withInputs } from '../inputs/with-inputs.js';
import type { Execution, Label } from '../types.js';
import { ACTION_NAMES } from '../versions/action-names.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { withoutCredentials } from './caller-headers.js';
import { ExecutionReads } from './execution-reads.js';

/** What a new execution starts with. */
export interface NewExecution {
  /**
   * Inputs by id, or nested where ids contain dots. The flow is read first, and they are checked against its inputs.
   */
  inputs?: Readonly<Record<string, unknown>> | undefined;
  labels?: readonly Label[] | undefined;
  revision?: number | undefined;
  /** ISO 8601. The execution waits until then. */
  scheduleDate?: string | undefined;
}

/** Executions: `/api/v1/{tenant}/executions`. */
export class ExecutionsResource extends ExecutionReads {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * Run a flow: `POST executions/{namespace}/{flowId}` as a form. Returns the execution as soon as it is created. If
   * inputs are given, the flow is read first (`GET flows/{namespace}/{id}`). Throws InputError for an input that the
   * flow does not declare or that Kestra would read as something else, NotFoundError if the flow does not exist,
   * ConflictError if it is disabled, and InvalidError for inputs that Kestra refuses.
   */
  async create(
    namespace: string,
    flowId: string,
    { inputs = {}, labels = [], ...query }: NewExecution,
  ): Promise<Execution> {
    if (ACTION_NAMES.has(flowId) && (await this.instance.dialect()).actions === 'direct') {
      throw new InputError(`A flow named "${flowId}" cannot be run: Kestra reads this name as an action.`, {
        hint: 'Give the flow another id.',
      });
    }
    const created = await withInputs(this.#http, {
      given: inputs,
      look: () => ifReadable(flowOf(this.#http, { namespace, flowId }, query.revision).then(declaredOf)),
      send: (form) =>
        this.#http.json<Execution>({
          method: 'POST',
          path: route`executions/${namespace}/${flowId}`,
          within: { namespace },
          hints: { 409: 'If the flow is disabled, enable it first with manage_flow, action enable.' },
          query: { ...query, labels: labels.map(({ key, value }) => `${key}:${value}`) },
          ...(form && { form }),
        }),
    });
    return withoutCredentials(created);
  }

  /** Delete an execution: `DELETE executions/{id}`. Throws NotFoundError if it does not exist. */
  async delete(id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`executions/${id}`,
      within: { execution: id },
      effect: 'destructive',
    });
  }
}
