import { pageAt, uiAddress } from '../address/ui-link.js';
import { settingsOfCall } from '../asking.js';
import type { KestraConfig } from '../settings.js';

/** What identifies the page of an execution. */
export interface ExecutionPlace {
  id: string;
  namespace?: unknown;
  flowId?: unknown;
}

/**
 * Absolute addresses of pages in Kestra's UI for people to open, based on the configured address. Undefined without a
 * UI, as with the sandbox. No method sends a request.
 */
export class UiResource {
  readonly #config: KestraConfig;
  readonly #configured: string | undefined;

  constructor(config: KestraConfig) {
    this.#config = config;
    this.#configured = uiAddress(config);
  }

  /** Uses the tenant of the caller. */
  get #address(): string | undefined {
    const { tenant } = settingsOfCall(this.#config);
    return tenant === this.#config.tenant ? this.#configured : uiAddress({ ...this.#config, tenant });
  }

  /** The page of an execution. Undefined without its namespace and flow, which are part of the address. */
  execution({ namespace, flowId, id }: ExecutionPlace): string | undefined {
    return pageAt(this.#address, 'executions', [namespace, flowId, id]);
  }

  /** The page where a flow is edited. `tab` is one of its tabs, such as `executions`. */
  flow(namespace: string, id: string, tab?: string): string | undefined {
    return pageAt(this.#address, 'flows/edit', [namespace, id, ...(tab === undefined ? [] : [tab])]);
  }

  /** The page that lists the executions of all flows. */
  executions(): string | undefined {
    return pageAt(this.#address, 'executions', []);
  }

  /** A member `url` for a result, or no member if there is no page. */
  link(url: string | undefined): { url?: string } {
    return url === undefined ? {} : { url };
  }
}
