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

  /** The address in the caller's tenant. */
  get #address(): string | undefined {
    const { tenant } = settingsOfCall(this.#config);
    return tenant === this.#config.tenant ? this.#configured : uiAddress({ ...this.#config, tenant });
  }

  /** Get the address of an execution's page. Undefined without namespace and flow, which are part of it. */
  execution({ namespace, flowId, id }: ExecutionPlace): string | undefined {
    return pageAt(this.#address, 'executions', [namespace, flowId, id]);
  }

  /** Get the address of the page where a flow is edited. `tab` is one of its tabs, such as `executions`. */
  flow(namespace: string, id: string, tab?: string): string | undefined {
    return pageAt(this.#address, 'flows/edit', [namespace, id, ...(tab === undefined ? [] : [tab])]);
  }

  /** Get the address of the page that lists all executions. */
  executions(): string | undefined {
    return pageAt(this.#address, 'executions', []);
  }

  /** Return an object with a `url` for a result, or an empty object if there is no page. */
  link(url: string | undefined): { url?: string } {
    return url === undefined ? {} : { url };
  }
}
