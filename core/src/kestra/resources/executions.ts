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

/** What a run starts with. */
export interface NewExecution {
  /** By their ids, or nested where ids have dots; judged by what the flow declares, which is read first. */
  inputs?: Readonly<Record<string, unknown>> | undefined;
  labels?: readonly Label[] | undefined;
  revision?: number | undefined;
  /** ISO 8601; the execution waits until then. */
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
   * `POST executions/{namespace}/{flowId}` as a form: the execution, as soon as it is created. The flow is read first
   * when there are inputs (`GET flows/{namespace}/{id}`); those that it does not have, or that Kestra would read as
   * others, are an InputError. NotFoundError when there is no such flow, ConflictError when it is disabled,
   * InvalidError for inputs that Kestra refuses.
   */
  async create(
    namespace: string,
    flowId: string,
    { inputs = {}, labels = [], ...query }: NewExecution,
  ): Promise<Execution> {
    if (ACTION_NAMES.has(flowId) && (await this.instance.dialect()).actions === 'direct') {
      throw new InputError(
        `A flow named "${flowId}" cannot be executed: Kestra reads the name as an action.`,
        {
          hint: 'Give the flow another id.',
        },
      );
    }
    const created = await withInputs(this.#http, {
      given: inputs,
      look: () => ifReadable(flowOf(this.#http, { namespace, flowId }, query.revision).then(declaredOf)),
      send: (form) =>
        this.#http.json<Execution>({
          method: 'POST',
          path: route`executions/${namespace}/${flowId}`,
          within: { namespace },
          hints: { 409: 'Where the flow is disabled, enable it first.' },
          query: { ...query, labels: labels.map(({ key, value }) => `${key}:${value}`) },
          ...(form && { form }),
        }),
    });
    return withoutCredentials(created);
  }

  /** `DELETE executions/{id}`: nothing; NotFoundError when there is none. */
  async delete(id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`executions/${id}`,
      within: { execution: id },
      effect: 'destructive',
    });
  }
}
