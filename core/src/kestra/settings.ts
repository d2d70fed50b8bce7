/** How requests to Kestra are authenticated. */
export type KestraAuth =
  | { kind: 'none' }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'bearer'; token: string };

/** A proxy between the host and Kestra. */
export interface KestraProxy {
  /** A URL, which may hold credentials. */
  address: string;
  /** The variable that names it. */
  variable: string;
}

export interface KestraConfig {
  /** Ends in `/api/v1`, without a trailing slash. */
  baseUrl: string;
  tenant: string;
  auth: KestraAuth;
  /** A Kestra version to believe without asking the server, such as `1.3` or `2`. */
  version?: string;
  /** Limit of one request to Kestra, in milliseconds. */
  timeoutMs: number;
  /** Undefined: Kestra is asked directly. */
  proxy?: KestraProxy;
  /** False where no UI stands beside the API, as with the sandbox: answers then have no links. */
  ui?: boolean;
  /** Each request is of a caller, or expressly of the host; one of which that is not known is not sent. */
  callersOnly?: boolean;
}
