import { PerCaller } from '../../foundation/keys/per-caller.js';
import type { InstanceResource } from '../versions/instance.js';
import { UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { currentCaller, outOfScope } from '../wire/scope.js';

/** Milliseconds to cache a response. An upgraded instance may have other functions and filters. */
const KEPT = 10 * 60_000;

interface Kept {
  answer: Promise<unknown>;
  since: number;
}

/** A function for expressions. Kestra reports its arguments since 2.0. */
export interface PebbleFunction {
  name: string;
  arguments?: { name: string; defaultValue?: string }[];
}

/** The expression language of this instance: `/api/v1/pebble`, outside tenants, since 1.3. */
export class PebbleResource {
  /** At most two lists for each caller, by path. */
  readonly #kept = new PerCaller(() => new Map<Route, Kept>());
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * List the functions for expressions: `GET pebble/functions`, cached for some minutes. Throws UnsupportedError
   * before 1.3.
   */
  async functions(): Promise<PebbleFunction[]> {
    const rows = await this.#list<string | PebbleFunction>(route`pebble/functions`);
    return rows.map((row) => (typeof row === 'string' ? { name: row } : row));
  }

  /**
   * List the names of the filters for expressions: `GET pebble/filters`, cached for some minutes. Throws
   * UnsupportedError before 1.3.
   */
  filters(): Promise<string[]> {
    return this.#list<string>(route`pebble/filters`);
  }

  async #list<T>(path: Route): Promise<T[]> {
    const { pebbleLists } = await this.instance.dialect();
    if (!pebbleLists) {
      throw new UnsupportedError(
        'This version of Kestra cannot list its functions and filters: that requires Kestra 1.3.',
      );
    }
    const kept = this.#kept.of(currentCaller()?.key);
    const known = kept.get(path);
    if (known !== undefined && performance.now() - known.since < KEPT) return known.answer as Promise<T[]>;
    const answer = outOfScope(() => this.#ask<T>(path));
    kept.set(path, { answer, since: performance.now() });
    answer.catch(() => kept.delete(path));
    return answer;
  }

  async #ask<T>(path: Route): Promise<T[]> {
    return (await this.#http.json<T[]>({ path, instance: true, within: 'instance' })) ?? [];
  }
}
