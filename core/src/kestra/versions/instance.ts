import { PerCaller } from '../../foundation/keys/per-caller.js';
import { wrongAddress } from '../address/wrong-address.js';
import { ForbiddenError, NotFoundError, NotJsonError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { currentCaller, outOfScope } from '../wire/scope.js';
import { type Dialect, dialectOf, NEWEST, parseVersion, type Version } from './dialect.js';
import { ENTERPRISE } from './enterprise.js';

/** The response of `GET /api/v1/configs`. Only the members in use are listed. */
export interface InstanceConfig {
  version?: string;
  edition?: string;
  url?: string;
  [key: string]: unknown;
}

function isKestras(answer: unknown): answer is InstanceConfig {
  const { version, edition } = (answer ?? {}) as Record<string, unknown>;
  return typeof version === 'string' || typeof edition === 'string';
}

function notKestras(answer: unknown, baseUrl: string): NotJsonError {
  const what = answer === undefined ? 'is empty' : 'is JSON from something else';
  return new NotJsonError('KMCP_NOT_JSON', `The response to GET /configs is not from Kestra: it ${what}.`, {
    hint: wrongAddress(baseUrl),
  });
}

/**
 * The Kestra instance itself. Its version and edition are requested once for each caller, and only if something depends
 * on them.
 */
export class InstanceResource {
  /** Stored per caller, because Kestra may tell one caller more than another. */
  readonly #asked = new PerCaller<{ answer?: Promise<InstanceConfig> | undefined }>(() => ({}));

  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly forced: string | undefined,
  ) {
    this.#http = http;
  }

  /**
   * Get version, edition and more: `GET configs`, outside tenants, once for all calls of a caller. After a failure, the
   * next call sends the request again. Throws `KMCP_NOT_JSON` if the response does not come from Kestra.
   */
  async configs(): Promise<InstanceConfig> {
    const own = this.#own;
    own.answer ??= outOfScope(() => this.configuration());
    const asked = own.answer;
    try {
      return await asked;
    } catch (cause) {
      if (own.answer === asked) own.answer = undefined;
      throw cause;
    }
  }

  /**
   * Get the current version, edition and more with a new request: `GET configs`, outside tenants. Throws
   * `KMCP_NOT_JSON` if the response does not come from Kestra.
   */
  async configuration(): Promise<InstanceConfig> {
    return this.#configuration(false);
  }

  get #own() {
    return this.#asked.of(currentCaller()?.key);
  }

  async #configuration(once: boolean): Promise<InstanceConfig> {
    const { baseUrl } = this.#http;
    const hints = { 404: wrongAddress(baseUrl) };
    const answer = await this.#http.jsonIfAny({
      path: route`configs`,
      instance: true,
      within: 'instance',
      hints,
      once,
    });
    if (!isKestras(answer)) throw notKestras(answer, baseUrl);
    return answer;
  }

  /**
   * Get the license (`type`, `expiry`, `expired` and more): `GET license-info`, outside tenants. Throws NotFoundError
   * on an OSS Kestra.
   */
  license(): Promise<Record<string, unknown>> {
    return this.#http.json({
      path: route`license-info`,
      instance: true,
      within: 'instance',
      hints: ENTERPRISE,
    });
  }

  /**
   * Get the address of a page below `/ui/{tenant}` in Kestra's UI, from `GET configs`. Relative if the instance does
   * not know its own address.
   */
  async link(page: Route): Promise<string> {
    const url = await this.configs().then(
      (configs) => configs.url ?? '',
      () => '',
    );
    return `${url.replace(/(\/ui)?\/*$/, '')}/ui/${encodeURIComponent(this.#http.tenant)}/${page}`;
  }

  /**
   * Get the major and minor version: the configured one, or from `GET configs`. A server without a version counts as
   * the newest known one.
   */
  async version(): Promise<Version> {
    const text = this.forced ?? (await this.configs()).version ?? '';
    return parseVersion(text) ?? NEWEST;
  }

  /** Get what differs between versions, for the configured version or the one from `GET configs`. */
  async dialect(): Promise<Dialect> {
    return dialectOf(await this.version());
  }

  /**
   * Get the edition, `EE` or `OSS`: `GET configs`. For a server too old to report it, uses `GET license-info`, which
   * OSS does not have.
   */
  async edition(): Promise<'OSS' | 'EE'> {
    return this.#editionOf(await this.configs(), false);
  }

  /**
   * Get the current edition in one attempt, which ends with its call: `GET configs`. For callers that retry by
   * themselves.
   */
  async editionNow(): Promise<'OSS' | 'EE'> {
    const configs = await this.#configuration(true);
    this.#own.answer ??= Promise.resolve(configs);
    return this.#editionOf(configs, true);
  }

  async #editionOf({ edition }: InstanceConfig, once: boolean): Promise<'OSS' | 'EE'> {
    if (edition === undefined) return (await this.hasLicense(once)) ? 'EE' : 'OSS';
    return edition.toUpperCase() === 'EE' ? 'EE' : 'OSS';
  }

  private async hasLicense(once: boolean): Promise<boolean> {
    try {
      await this.#http.send({ path: route`license-info`, instance: true, within: 'instance', once });
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      // A 403 means that the route exists.
      if (error instanceof ForbiddenError) return true;
      throw error;
    }
  }
}
