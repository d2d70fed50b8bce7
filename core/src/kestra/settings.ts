/** How requests to Kestra are authenticated. */
export type KestraAuth =
  | { kind: 'none' }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'bearer'; token: string };

/** A proxy between the server and Kestra. */
export interface KestraProxy {
  /** A URL, which may contain credentials. */
  address: string;
  /** The environment variable that sets it. */
  variable: string;
}

export interface KestraConfig {
  /** Ends in `/api/v1`, without a trailing slash. */
  baseUrl: string;
  tenant: string;
  auth: KestraAuth;
  /** A Kestra version to assume without asking the instance, such as `1.3` or `2`. */
  version?: string;
  /** Time limit of one request to Kestra, in milliseconds. */
  timeoutMs: number;
  /** Undefined: requests go directly to Kestra. */
  proxy?: KestraProxy;
  /** False if the API has no UI, as in the sandbox. Results then contain no links. */
  ui?: boolean;
  /**
   * Every request must belong to a caller or expressly to the server. A request that belongs to neither is not sent.
   */
  callersOnly?: boolean;
}
