import { pageAt, uiAddress } from '../address/ui-link.js';
import { settingsOfCall } from '../asking.js';
import type { KestraConfig } from '../settings.js';

/** What tells an execution's page from others. */
export interface ExecutionPlace {
  id: string;
  namespace?: unknown;
  flowId?: unknown;
}

/**
 * Addresses of pages in Kestra's UI, for people to open: absolute, from the configured address. Undefined where there
 * is no UI, as with the sandbox. Nothing is asked of Kestra.
 */
export class UiResource {
  readonly #config: KestraConfig;
  readonly #configured: string | undefined;

  constructor(config: KestraConfig) {
    this.#config = config;
    this.#configured = uiAddress(config);
  }

  /** In the tenant of whoever asks. */
  get #address(): string | undefined {
    const { tenant } = settingsOfCall(this.#config);
    return tenant === this.#config.tenant ? this.#configured : uiAddress({ ...this.#config, tenant });
  }

  /** The page of an execution; undefined without its namespace and flow, which are part of the address. */
  execution({ namespace, flowId, id }: ExecutionPlace): string | undefined {
    return pageAt(this.#address, 'executions', [namespace, flowId, id]);
  }

  /** The page where a flow is edited; `tab` is one of its tabs, such as `executions`. */
  flow(namespace: string, id: string, tab?: string): string | undefined {
    return pageAt(this.#address, 'flows/edit', [namespace, id, ...(tab === undefined ? [] : [tab])]);
  }

  /** The page that lists executions, as they are found there without any filter. */
  executions(): string | undefined {
    return pageAt(this.#address, 'executions', []);
  }

  /** A member `url` for an answer; none where there is no page. */
  link(url: string | undefined): { url?: string } {
    return url === undefined ? {} : { url };
  }
}
