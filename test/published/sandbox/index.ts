import { type Clock, ManualClock, systemClock } from './clock.js';
import { type Auth, authorized } from './http/auth.js';
import { tellFailure, unauthenticated } from './http/failure.js';
import type { Reply } from './http/reply.js';
import type { ApiRequest } from './http/request.js';
import { HttpServer } from './http/server.js';
import { MODES, type Mode, type ModeName } from './modes.js';
import { type SeenRequest, seen } from './recorder.js';
import { Tenants } from './tenants.js';
import type { AiAnswers } from './world.js';

export { type AiAnswers, type Auth, type Clock, ManualClock, type ModeName, type SeenRequest, systemClock };

/** The options of a sandbox. All are optional. */
export interface SandboxOptions {
  /** The version and edition of Kestra to simulate. Default: `oss-1.3`. */
  mode?: ModeName;
  /** The port. Default: a free one. */
  port?: number;
  host?: string;
  /** The credentials that requests must carry: of a user, or an API token. Default: none are required. */
  auth?: Auth;
  /** A delay for every response, in milliseconds. Default: 0. */
  latency?: number;
  /** The seed for ids. The same seed produces the same ids. Default: 1. */
  seed?: number;
  /** The clock. Default: the clock of the machine. */
  clock?: Clock;
  /** The time an execution takes from one state to the next, in milliseconds. Default: 5. */
  pace?: number;
  /** The names of secrets, which exist in every namespace. Default: none. */
  secrets?: readonly string[];
  /** The responses of AI generation. Default: an error that no provider is configured, as in Kestra. */
  ai?: AiAnswers;
}

/** A running sandbox: an in-memory Kestra simulator. Its `Server` header says that it is not Kestra. */
export interface Sandbox {
  /** The address: `http://127.0.0.1:PORT`. */
  url: string;
  /** The base URL that clients use: `url` with `/api/v1`. */
  baseUrl: string;
  /** The requests of all clients, in order and without credentials. */
  requests: SeenRequest[];
  /** Deletes all flows, executions and other data, and forgets the requests. */
  reset(): void;
  /** Closes all connections and streams and stops all timers. */
  close(): Promise<void>;
}

/** Starts a sandbox on a local port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, latency = 0, auth } = options;
  const mode = MODES[options.mode ?? 'oss-1.3'];
  const requests: SeenRequest[] = [];
  const renewed = () =>
    new Tenants({
      mode,
      clock: options.clock ?? systemClock,
      seed: options.seed ?? 1,
      pace: options.pace ?? 5,
      secrets: options.secrets ?? [],
      ai: options.ai ?? {},
    });
  let tenants = renewed();

  const answer = async (request: ApiRequest): Promise<Reply> => {
    requests.push(seen(request));
    if (auth && !isOpen(mode, request.pathname) && !authorized(request.headers, auth)) {
      return unauthenticated(mode.problems, request.pathname);
    }
    return tenants.dispatch(request);
  };
  const server = await HttpServer.listen({ host, port, latency, answer, tell: tellFailure(mode.problems) });
  const url = `http://${host}:${server.port}`;
  return {
    url,
    baseUrl: `${url}/api/v1`,
    requests,
    reset: () => {
      tenants.stop();
      requests.length = 0;
      tenants = renewed();
    },
    close: async () => {
      tenants.stop();
      await server.close();
    },
  };
}

// The key of a webhook is enough; no credentials are needed.
function isOpen({ openConfigs }: Mode, pathname: string): boolean {
  const configs = openConfigs ? '/api/v1/configs' : '/api/v1/configs/login';
  return pathname === configs || /^\/api\/v1\/[^/]+\/executions\/webhook\//.test(pathname);
}
