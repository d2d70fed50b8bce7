import { pageAt, uiAddress } from '../address/ui-link.js';
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
  readonly #address: string | undefined;

  constructor(config: KestraConfig) {
    this.#address = uiAddress(config);
  }

  /**
   * The page of an execution, absolute; undefined where there is no UI, or where its namespace or flow is not given. It
   * stands on the UI's own `GET ui/{tenant}/executions/{namespace}/{flowId}/{id}`; Kestra is not asked.
   */
  execution({ namespace, flowId, id }: ExecutionPlace): string | undefined {
    return pageAt(this.#address, 'executions', [namespace, flowId, id]);
  }

  /**
   * The page where a flow is edited, absolute; `tab` is one of its tabs, such as `executions`. Undefined where there is
   * no UI. It stands on the UI's own `GET ui/{tenant}/flows/edit/{namespace}/{id}`; Kestra is not asked.
   */
  flow(namespace: string, id: string, tab?: string): string | undefined {
    return pageAt(this.#address, 'flows/edit', [namespace, id, ...(tab === undefined ? [] : [tab])]);
  }

  /**
   * The list of executions, absolute; undefined where there is no UI. It stands on the UI's own `GET
   * ui/{tenant}/executions`; Kestra is not asked.
   */
  executions(): string | undefined {
    return pageAt(this.#address, 'executions', []);
  }

  /** A member `url` for an answer, or none where there is no page. It stands on no route; Kestra is not asked. */
  link(url: string | undefined): { url?: string } {
    return url === undefined ? {} : { url };
  }
}
