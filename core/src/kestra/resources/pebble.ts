import type { InstanceResource } from '../versions/instance.js';
import { UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';

/** A function of expressions; its arguments are told from 2.0 on. */
export interface PebbleFunction {
  name: string;
  arguments?: { name: string; defaultValue?: string }[];
}

/** The language of expressions, as this instance has it: `/api/v1/pebble`, outside of tenants, from 1.3 on. */
export class PebbleResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /** `GET pebble/functions`: its functions. UnsupportedError before 1.3. */
  async functions(): Promise<PebbleFunction[]> {
    const rows = await this.#list<string | PebbleFunction>(route`pebble/functions`);
    return rows.map((row) => (typeof row === 'string' ? { name: row } : row));
  }

  /** `GET pebble/filters`: the names of its filters. UnsupportedError before 1.3. */
  filters(): Promise<string[]> {
    return this.#list<string>(route`pebble/filters`);
  }

  async #list<T>(path: Route): Promise<T[]> {
    const { pebbleLists } = await this.instance.dialect();
    if (!pebbleLists) {
      throw new UnsupportedError('This Kestra does not list its functions and filters; it does from 1.3 on.');
    }
    return (await this.#http.json<T[]>({ path, instance: true, within: 'instance' })) ?? [];
  }
}
