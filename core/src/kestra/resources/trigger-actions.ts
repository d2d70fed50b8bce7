import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { type TriggerId, TriggerReads, type TriggerRow } from './trigger-rows.js';

/** What is done to a trigger that is there. Each gives the row as Kestra has it then. */
export class TriggerActions extends TriggerReads {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * `PUT triggers`, from 2.0 `PUT triggers/set-disabled`: switches it off or on, in its row. What its flow declares stays
   * as it is. NotFoundError when there is no such trigger.
   */
  async setDisabled(trigger: TriggerId, disabled: boolean): Promise<TriggerRow> {
    const { triggerSwitch } = await this.instance.dialect();
    const path = triggerSwitch === 'triggers' ? route`triggers` : route`triggers/set-disabled`;
    return this.#put(path, { ...idsOf(trigger), disabled });
  }

  /**
   * `POST triggers/{namespace}/{flowId}/{triggerId}/unlock`: lets it start a run although its last one has not ended.
   * ConflictError when it is not locked, NotFoundError when there is no such row.
   */
  unlock(trigger: TriggerId): Promise<TriggerRow> {
    const { namespace, flowId, triggerId } = trigger;
    return this.#post(route`triggers/${namespace}/${flowId}/${triggerId}/unlock`, namespace);
  }

  /** `POST triggers/{namespace}/{flowId}/{triggerId}/restart`: begins it anew. NotFoundError when there is no such row. */
  restart(trigger: TriggerId): Promise<TriggerRow> {
    const { namespace, flowId, triggerId } = trigger;
    return this.#post(route`triggers/${namespace}/${flowId}/${triggerId}/restart`, namespace);
  }

  /** `PUT triggers/backfill/pause`. Takes the row as it was read. From 2.0 Kestra takes no notice when no backfill runs. */
  async pauseBackfill(row: TriggerRow): Promise<TriggerRow> {
    return this.#put(route`triggers/backfill/pause`, await this.#named(row));
  }

  /** `PUT triggers/backfill/unpause`: the same the other way round. */
  async resumeBackfill(row: TriggerRow): Promise<TriggerRow> {
    return this.#put(route`triggers/backfill/unpause`, await this.#named(row));
  }

  /** `POST triggers/backfill/delete`: ends it, and the schedule goes on where it was. Takes the row as it was read. */
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
