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

/** Runs that a schedule would have made between two moments, ISO 8601. */
export interface Backfill {
  start: string;
  end: string;
  inputs?: Readonly<Record<string, unknown>> | undefined;
  labels?: readonly Label[] | undefined;
}

/** Triggers: `/api/v1/{tenant}/triggers`. */
export class TriggersResource extends TriggerActions {
  readonly #http: KestraHttp;
  /** Of calls at the same time each has to see what the one before it has started. */
  readonly #turns = new Turns();

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * `PUT triggers`, from 2.0 `PUT triggers/backfill/create`: the trigger's row with its backfill. While a backfill
   * runs a second one is a ConflictError: Kestra 1.x would let it take the place of the first, and lose the rest of
   * both. NotFoundError when there is no such trigger.
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
    const created = this.#http.json<TriggerRow | undefined>({
      method: 'PUT',
      path,
      within: { namespace: trigger.namespace },
      json: { ...trigger, backfill },
    });
    const row = await created.catch(async (error: unknown) => {
      // Somebody else may have been faster.
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
