import type { ServedHost } from '../../served-host.js';

/** The sender of a request, and their view of the host. */
export interface Visitor {
  /** Their usage limits are counted by this: it identifies the credentials only, and contains no secret. */
  account: string;
  /**
   * Their open sessions are counted by this. It equals `account` once Kestra has accepted the credentials. Until then,
   * all callers at one address share a room. Otherwise somebody could invent callers and take the room of all others.
   */
  room: string;
  /** Identifies credentials, tenant and narrowing. A caller with another key has no access to their sessions. */
  key: string;
  /**
   * Admits a message that needs an answer. Call the returned function once it is answered. Throws after too many
   * password guesses.
   */
  begin(): () => void;
  /** Records that they named something of another caller. */
  strayed(): void;
  /** Throws if they may not have what they ask for. The view has no credentials, so it can be kept. */
  view(): ServedHost;
  /** Runs code whose requests to Kestra use their credentials. */
  as<T>(run: () => T): T;
}
