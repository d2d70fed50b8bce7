import { Turns } from '../../foundation/turns.js';
import { refuseOutside } from '../inputs/stored-places.js';
import type { Label } from '../types.js';
import type { InstanceResource } from '../versions/instance.js';
import { ConflictError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import type { FormPart } from '../wire/multipart.js';
import { route } from '../wire/route.js';
import { refuseSecond } from './second-backfill.js';
import { TriggerActions } from './trigger-actions.js';
import type { TriggerId, TriggerRow } from './trigger-rows.js';

/** The executions that a schedule would have started between two moments, ISO 8601. */
export interface Backfill {
  start: string;
  end: string;
  inputs?: Readonly<Record<string, unknown>> | undefined;
  labels?: readonly Label[] | undefined;
}

/** Triggers: `/api/v1/{tenant}/triggers`. */
export class TriggersResource extends TriggerActions {
  readonly #http: KestraHttp;
  /** Concurrent calls must each see what the previous one started. */
  readonly #turns = new Turns();

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * Start a backfill: `PUT triggers`, since 2.0 `PUT triggers/backfill/create`. Returns the row of the trigger with
   * the backfill. Throws ConflictError while another backfill is running: Kestra 1.x would replace that one and lose
   * the rest of both. Throws NotFoundError if the trigger does not exist.
   */
  async createBackfill(trigger: TriggerId, backfill: Backfill): Promise<TriggerRow> {
    refuseOutside(this.#http.fence, textsOf(backfill));
    const { namespace, flowId, triggerId } = trigger;
    return this.#turns.take([this.#http.tenant, namespace, flowId, triggerId].join(' '), () =>
      this.#start(trigger, backfill),
    );
  }

  async #start(trigger: TriggerId, backfill: Backfill): Promise<TriggerRow> {
    const { backfillCreate } = await this.instance.dialect();
    const path = backfillCreate === 'triggers' ? route`triggers` : route`triggers/backfill/create`;
    refuseSecond(await this.row(trigger));
    const created = this.#http.jsonIfAny<TriggerRow>({
      method: 'PUT',
      path,
      within: { namespace: trigger.namespace },
      json: { ...trigger, backfill },
    });
    const row = await created.catch(async (error: unknown) => {
      // Someone else may have started one in the meantime.
      if (error instanceof ConflictError) refuseSecond(await this.row(trigger), error);
      throw error;
    });
    return { ...trigger, backfill, ...row };
  }
}

/** Inputs that may be addresses of files. */
function textsOf({ inputs = {} }: Backfill): FormPart[] {
  return Object.entries(inputs).flatMap(([name, content]) =>
    typeof content === 'string' ? [{ name, content }] : [],
  );
}
