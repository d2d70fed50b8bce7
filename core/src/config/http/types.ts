export interface Listen {
  /** Without the brackets of IPv6. */
  host: string;
  /** 0: any that is free. */
  port: number;
}

/** What one process takes on, and one caller of it. */
export interface HttpLimits {
  /** Calls of one caller at a time. */
  inFlight: number;
  /** Requests of one caller in a minute. */
  perMinute: number;
  /** A request's body, in bytes. */
  bodyBytes: number;
  /** Sessions of clients of 2025, in all. */
  sessions: number;
  /** Sessions and open streams of one caller. */
  sessionsPerCaller: number;
  /** After so long without a request a session ends. */
  sessionIdleMs: number;
  /** Connections at a time, in all. */
  connections: number;
  /** Longest wait for a client that sends, or takes, nothing more. */
  stallMs: number;
  /** Longest wait at the end for what is in flight. */
  drainMs: number;
}

/** How MCP is served over HTTP. */
export interface HttpConfig {
  listen: Listen;
  path: string;
  /** `kestra`: each caller's own credentials; else the configured ones, for all. */
  auth?: 'kestra';
  /** Listening beyond loopback without `auth` is meant. */
  insecure: boolean;
  /** Beside loopback, and the host that is listened on. */
  allowedHosts: string[];
  /** Beside loopback, when listening there. */
  allowedOrigins: string[];
  limits: HttpLimits;
}
