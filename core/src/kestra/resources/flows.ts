import { Turns } from '../../foundation/turns.js';
import type { Flow } from '../types.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { FlowReads } from './flow-reads.js';

/** Flows: `/api/v1/{tenant}/flows`. */
export class FlowsResource extends FlowReads {
  readonly #http: KestraHttp;
  /** Of calls at the same time each has to see what the one before it has saved. */
  readonly #turns = new Turns();

  constructor(http: KestraHttp, instance: InstanceResource) {
    super(http, instance);
    this.#http = http;
  }

  /**
   * `POST flows` with YAML: the flow that was created. InvalidError when it is not valid, or exists (from 2.0
   * ConflictError; `alreadyExists` tells on both). InputError where namespaces are fixed and the YAML's cannot be
   * told.
   */
  create(yaml: string): Promise<Flow> {
    return this.#http.json({ method: 'POST', path: route`flows`, within: 'yaml', yaml });
  }

  /**
   * `PUT flows/{namespace}/{id}` with YAML: the flow as it is now, a new revision when something has changed.
   * NotFoundError when there is none, InvalidError when the YAML is not valid. `draft` keeps a draft of 2.x one.
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
   * What the work gives. Work that asks `GET flows/{namespace}/{id}` before `PUT flows/{namespace}/{id}` is done here one
   * after the other on each flow, in the order in which it began; of other processes nothing is known.
   */
  inTurn<T>(namespace: string, id: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.take([this.#http.tenant, namespace, id].join(' '), work);
  }

  /** `DELETE flows/{namespace}/{id}`: nothing. NotFoundError with the nearest ids when there is none. */
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
   * `POST flows/enable/by-ids`, `POST flows/disable/by-ids`: `count` is how many changed, 0 when the flow was so
   * already. NotFoundError with the nearest ids when there is none.
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
