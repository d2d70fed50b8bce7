import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { type TriggerId, TriggerReads, type TriggerRow } from './trigger-rows.js';

/** Actions on an existing trigger. Each returns the updated row. */
export class TriggerActions extends TriggerReads {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * Disable or enable a trigger in its row: `PUT triggers`, since 2.0 `PUT triggers/set-disabled`. The declaration in
   * the flow does not change. Throws NotFoundError if the trigger does not exist.
   */
  async setDisabled(trigger: TriggerId, disabled: boolean): Promise<TriggerRow> {
    const { triggerSwitch } = await this.instance.dialect();
    const path = triggerSwitch === 'triggers' ? route`triggers` : route`triggers/set-disabled`;
    return this.#put(path, { ...idsOf(trigger), disabled });
  }

  /**
   * Unlock a trigger so that it can start an execution even if its previous one has not ended: `POST
   * triggers/{namespace}/{flowId}/{triggerId}/unlock`. Throws ConflictError if it is not locked, NotFoundError if the
   * row does not exist.
   */
  unlock(trigger: TriggerId): Promise<TriggerRow> {
    const { namespace, flowId, triggerId } = trigger;
    return this.#post(route`triggers/${namespace}/${flowId}/${triggerId}/unlock`, namespace);
  }

  /**
   * Restart a trigger: `POST triggers/{namespace}/{flowId}/{triggerId}/restart`. Throws NotFoundError if the row does
   * not exist.
   */
  restart(trigger: TriggerId): Promise<TriggerRow> {
    const { namespace, flowId, triggerId } = trigger;
    return this.#post(route`triggers/${namespace}/${flowId}/${triggerId}/restart`, namespace);
  }

  /**
   * Pause a backfill: `PUT triggers/backfill/pause`. Takes the row as it was read. Since 2.0, Kestra does not report an
   * error if no backfill is running.
   */
  async pauseBackfill(row: TriggerRow): Promise<TriggerRow> {
    return this.#put(route`triggers/backfill/pause`, await this.#named(row));
  }

  /** Resume a paused backfill: `PUT triggers/backfill/unpause`. Takes the row as it was read. */
  async resumeBackfill(row: TriggerRow): Promise<TriggerRow> {
    return this.#put(route`triggers/backfill/unpause`, await this.#named(row));
  }

  /**
   * End a backfill: `POST triggers/backfill/delete`. The schedule continues where it was. Takes the row as it was read.
   */
  async stopBackfill(row: TriggerRow): Promise<TriggerRow> {
    const json = await this.#named(row);
    const { namespace } = row;
    return this.#http.json({
      ...{ method: 'POST', path: route`triggers/backfill/delete`, within: { namespace }, json },
    });
  }

  async #named(row: TriggerRow): Promise<TriggerId> {
    const { backfillBody } = await this.instance.dialect();
    return backfillBody === 'row' ? row : idsOf(row);
  }

  #put(path: Route, json: TriggerId & { disabled?: boolean }): Promise<TriggerRow> {
    return this.#http.json({ method: 'PUT', path, within: { namespace: json.namespace }, json });
  }

  #post(path: Route, namespace: string): Promise<TriggerRow> {
    return this.#http.json({ method: 'POST', path, within: { namespace } });
  }
}

function idsOf({ namespace, flowId, triggerId }: TriggerId): TriggerId {
  return { namespace, flowId, triggerId };
}
