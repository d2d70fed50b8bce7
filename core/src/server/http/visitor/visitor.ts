import type { ServedHost } from '../../served-host.js';

/** Who sends a request, and the host as it is for them. */
export interface Visitor {
  /** What they do is counted together: their credentials, whatever else they say; no secret. */
  account: string;
  /**
   * What they keep open is counted together here: the same, once Kestra has accepted their credentials. Until then all who come
   * from the same place share one, or somebody could make up callers, and take the room of all others.
   */
  room: string;
  /** Their credentials, tenant and narrowing: who says others gets nothing of theirs. */
  key: string;
  /** Lets a message of theirs in that is to be answered; what it gives is called then. Throws where too many passwords were tried. */
  begin(): () => void;
  /** They have named what belongs to somebody else. */
  strayed(): void;
  /** Throws where they may not have what they ask for. Without credentials, so that it can be kept. */
  view(): ServedHost;
  /** Runs what asks Kestra in their name. */
  as<T>(run: () => T): T;
}
