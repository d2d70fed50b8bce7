import type { Log } from '../../foundation/log.js';
import type { Caller } from '../../kestra/caller.js';
import type { Narrowing } from '../../selection/narrowing.js';
import type { ServedHost } from '../served-host.js';

/** The sender of a request, and the narrowing that they ask for. */
export interface Seen {
  /** Undefined if all requests use the configured credentials. */
  caller?: Caller;
  narrowing?: Narrowing;
}

/** What the HTTP server needs from the host, in addition to what one MCP server needs. */
export interface HttpHost {
  log: Pick<Log, 'info' | 'warning'>;
  /** The host as the sender of a request sees it. Throws if they may not have what they ask for. */
  view(seen: Seen): ServedHost;
  /** Starts to count. `open` returns what is open when the metrics are read. */
  metrics(open: Open): Promise<HttpMetrics>;
  /** One sentence about why it cannot serve now, or undefined if it can. */
  notReady(): Promise<string | undefined>;
}

export interface Open {
  sessions: () => number;
  connections: () => Promise<number>;
}

export interface HttpMetrics {
  contentType: string;
  text(): Promise<string>;
  /** Counts an HTTP response by its status. */
  answered(status: number): void;
}
