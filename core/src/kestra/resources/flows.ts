import { Turns } from '../../foundation/turns.js';
import type { Flow } from '../types.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { FlowReads } from './flow-reads.js';

/** Flows: `/api/v1/{tenant}/flows`. */
export class FlowsResource extends FlowReads {
  readonly #http: KestraHttp;
  /** Concurrent calls must each see what the previous one saved. */
  readonly #turns = new Turns();

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * Create a flow from YAML: `POST flows`. Returns the created flow. Throws InvalidError if it is not valid or already
   * exists (since 2.0 ConflictError; `alreadyExists` detects both). Throws InputError if namespaces are fixed and the
   * namespace of the YAML cannot be determined.
   */
  create(yaml: string): Promise<Flow> {
    return this.#http.json({ method: 'POST', path: route`flows`, within: 'yaml', yaml });
  }

  /**
   * Replace a flow with this YAML: `PUT flows/{namespace}/{id}`. Returns the flow, with a new revision if something
   * has changed. `draft` keeps a 2.x draft a draft. Throws NotFoundError if it does not exist, InvalidError if the
   * YAML is not valid.
   */
  update(namespace: string, id: string, yaml: string, { draft }: { draft?: true } = {}): Promise<Flow> {
    return this.#http.json({
      method: 'PUT',
      path: route`flows/${namespace}/${id}`,
      within: { namespace },
      query: { draft },
      yaml,
    });
  }

  /**
   * Run work that reads `GET flows/{namespace}/{id}` before it writes `PUT flows/{namespace}/{id}`. Within this
   * process, such work on the same flow runs one after another, in the order in which it was called. Returns the result
   * of the work. Other processes are not coordinated.
   */
  inTurn<T>(namespace: string, id: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.take([this.#http.tenant, namespace, id].join(' '), work);
  }

  /**
   * Delete a flow: `DELETE flows/{namespace}/{id}`. Throws NotFoundError, with the nearest ids, if it does not exist.
   */
  async delete(namespace: string, id: string): Promise<void> {
    const deleted = this.#http.send({
      method: 'DELETE',
      path: route`flows/${namespace}/${id}`,
      within: { namespace },
      effect: 'destructive',
    });
    await this.orNearest(deleted, namespace, id);
  }

  /**
   * Enable or disable a flow: `POST flows/enable/by-ids`, `POST flows/disable/by-ids`. `count` is the number of changed
   * flows, which is 0 if the flow already had that state. Throws NotFoundError, with the nearest ids, if it does not
   * exist.
   */
  setEnabled(namespace: string, id: string, enabled: boolean): Promise<{ count: number }> {
    const path = enabled ? route`flows/enable/by-ids` : route`flows/disable/by-ids`;
    const changed = this.#http.json<{ count: number }>({
      method: 'POST',
      path,
      within: { namespace },
      json: [{ namespace, id }],
    });
    return this.orNearest(changed, namespace, id);
  }
}
