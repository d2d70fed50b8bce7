import type { Log } from '../../foundation/log.js';
import type { ServedHost } from '../served-host.js';

/** Whom a request is from, and what of the host it may see. */
export interface Seen {
  /** Who calls: a hash for memories and limits, never the credential. */
  key: string;
}

/** What HTTP asks of the host, beside what one MCP server asks of it. */
export interface HttpHost {
  log: Pick<Log, 'info' | 'warning'>;
  /** The host as a request sees it; the same one for the same. */
  view(seen: Seen): ServedHost;
  /** Why it cannot serve now, in a sentence; undefined when it can. */
  notReady(): Promise<string | undefined>;
}
