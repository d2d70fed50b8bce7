import { PerCaller } from '../../foundation/keys/per-caller.js';
import { wrongAddress } from '../address/wrong-address.js';
import { ForbiddenError, NotFoundError, NotJsonError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { type Route, route } from '../wire/route.js';
import { currentCaller, outOfScope } from '../wire/scope.js';
import { type Dialect, dialectOf, NEWEST, parseVersion, type Version } from './dialect.js';
import { ENTERPRISE } from './enterprise.js';

/** What `GET /api/v1/configs` says, as far as it is used; the rest comes along. */
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
  const what = answer === undefined ? 'is empty' : 'is JSON of something else';
  return new NotJsonError('KMCP_NOT_JSON', `The answer to GET /configs is not Kestra's: it ${what}.`, {
    hint: wrongAddress(baseUrl),
  });
}

/** The Kestra server itself: its version and edition, asked for once for each caller and only when something depends on them. */
export class InstanceResource {
  /** What one caller is told may be more than what another is. */
  readonly #asked = new PerCaller<{ answer?: Promise<InstanceConfig> | undefined }>(() => ({}));

  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly forced: string | undefined,
  ) {
    this.#http = http;
  }

  /**
   * `GET configs`, outside of tenants, once for all calls of a caller: version, edition and more; a failed answer is
   * asked for again. `KMCP_NOT_JSON` when what answers is not Kestra.
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

  /** `GET configs`, outside of tenants, as it is now. `KMCP_NOT_JSON` when what answers is not Kestra. */
  async configuration(): Promise<InstanceConfig> {
    return this.#configuration(false);
  }

  get #own() {
    return this.#asked.of(currentCaller()?.key);
  }

  async #configuration(once: boolean): Promise<InstanceConfig> {
    const { baseUrl } = this.#http;
    const hints = { 404: wrongAddress(baseUrl) };
    const answer = await this.#http.json({
      path: route`configs`,
      instance: true,
      within: 'instance',
      hints,
      once,
    });
    if (!isKestras(answer)) throw notKestras(answer, baseUrl);
    return answer;
  }

  /** `GET license-info`, outside of tenants: `type`, `expiry`, `expired` and more. NotFoundError on an OSS Kestra. */
  license(): Promise<Record<string, unknown>> {
    return this.#http.json({
      path: route`license-info`,
      instance: true,
      within: 'instance',
      hints: ENTERPRISE,
    });
  }

  /**
   * The address of a page below `/ui/{tenant}` in Kestra's UI, from `GET configs`; relative when the instance does
   * not tell its own.
   */
  async link(page: Route): Promise<string> {
    const url = await this.configs().then(
      (configs) => configs.url ?? '',
      () => '',
    );
    return `${url.replace(/(\/ui)?\/*$/, '')}/ui/${encodeURIComponent(this.#http.tenant)}/${page}`;
  }

  /**
   * `GET configs`, unless a version is configured: major and minor; a server that does not tell is taken for the
   * newest known.
   */
  async version(): Promise<Version> {
    const text = this.forced ?? (await this.configs()).version ?? '';
    return parseVersion(text) ?? NEWEST;
  }

  /** `GET configs`, unless a version is configured: what differs between versions, as it is on this one. */
  async dialect(): Promise<Dialect> {
    return dialectOf(await this.version());
  }

  /**
   * `GET configs`: `EE` or `OSS`; a server too old to tell is asked for its license (`GET license-info`), which OSS
   * does not have.
   */
  async edition(): Promise<'OSS' | 'EE'> {
    return this.#editionOf(await this.configs(), false);
  }

  /** `GET configs`, as it is now, in one try that ends with the call it belongs to: for who asks again by itself. */
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
      // What may not be read is there.
      if (error instanceof ForbiddenError) return true;
      throw error;
    }
  }
}
