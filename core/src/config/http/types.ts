export interface Listen {
  /** Without the brackets of IPv6. */
  host: string;
  /** 0 means any free port. */
  port: number;
}

/** Limits per process and per caller. */
export interface HttpLimits {
  /** Concurrent calls of one caller. */
  inFlight: number;
  /** Requests of one caller per minute. */
  perMinute: number;
  /** Size of a request body, in bytes. */
  bodyBytes: number;
  /** Open sessions in total, of clients of protocol versions from 2025. */
  sessions: number;
  /** Open sessions and streams of one caller. */
  sessionsPerCaller: number;
  /** A session ends after this time without a request. */
  sessionIdleMs: number;
  /** Open connections in total. */
  connections: number;
  /** Longest wait for a client that stops sending or receiving. */
  stallMs: number;
  /** Longest wait for calls in progress at shutdown. */
  drainMs: number;
}

/** How MCP is served over HTTP. */
export interface HttpConfig {
  listen: Listen;
  path: string;
  /** `kestra`: each caller uses its own credentials. Otherwise all use the configured ones. */
  auth?: 'kestra';
  /** Allows listening beyond loopback without `auth`. */
  insecure: boolean;
  /** Besides loopback and the host that the server listens on. */
  allowedHosts: string[];
  /** Besides loopback, if the server listens there. */
  allowedOrigins: string[];
  limits: HttpLimits;
}
