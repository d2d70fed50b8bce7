import type { Log } from '../../foundation/log.js';
import type { Caller } from '../../kestra/caller.js';
import type { Narrowing } from '../../selection/narrowing.js';
import type { ServedHost } from '../served-host.js';

/** Whom a request is from, and what they have taken away for themselves. */
export interface Seen {
  /** Undefined: all are served with the configured credentials. */
  caller?: Caller;
  narrowing?: Narrowing;
}

/** What HTTP asks of the host, beside what one MCP server asks of it. */
export interface HttpHost {
  log: Pick<Log, 'info' | 'warning'>;
  /** The host as it is for who sends a request; throws where they may not have what they ask for. */
  view(seen: Seen): ServedHost;
  /** Counts from now on; `open` says what is open when somebody asks. */
  metrics(open: Open): Promise<HttpMetrics>;
  /** Why it cannot serve now, in a sentence; undefined when it can. */
  notReady(): Promise<string | undefined>;
}

export interface Open {
  sessions: () => number;
  connections: () => Promise<number>;
}

export interface HttpMetrics {
  contentType: string;
  text(): Promise<string>;
  /** Counts an answer over HTTP, by its status. */
  answered(status: number): void;
}
