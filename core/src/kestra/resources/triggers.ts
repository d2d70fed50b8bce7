import type { Label } from '../types.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

export interface TriggerId {
  namespace: string;
  flowId: string;
  triggerId: string;
}

/** Runs that a schedule would have made between two moments, ISO 8601. */
export interface Backfill {
  start: string;
  end: string;
  inputs?: Readonly<Record<string, unknown>> | undefined;
  labels?: readonly Label[] | undefined;
}

/** A trigger's row, with its backfill when one runs. */
export interface TriggerRow extends TriggerId {
  backfill?: object;
  [key: string]: unknown;
}

/** Triggers: `/api/v1/{tenant}/triggers`. */
export class TriggersResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /** `PUT triggers`, from 2.0 `PUT triggers/backfill/create`; one that runs already is replaced. */
  async createBackfill(trigger: TriggerId, backfill: Backfill): Promise<TriggerRow> {
    const { backfillCreate } = await this.instance.dialect();
    const path = backfillCreate === 'triggers' ? route`triggers` : route`triggers/backfill/create`;
    const row = await this.#http.json<TriggerRow | undefined>({
      method: 'PUT',
      path,
      within: { namespace: trigger.namespace },
      json: { ...trigger, backfill },
    });
    return { ...trigger, backfill, ...row };
  }
}
