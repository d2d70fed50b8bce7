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

/** How a sandbox behaves; every setting has a default. */
export interface SandboxOptions {
  /** The Kestra to play; `oss-1.3` by default. */
  mode?: ModeName;
  /** A free port by default. */
  port?: number;
  host?: string;
  /** Credentials to ask for, a user's or an API token; without them every request is let through. */
  auth?: Auth;
  /** Milliseconds added to every answer. */
  latency?: number;
  /** Where ids start; the same seed gives the same ids. */
  seed?: number;
  /** The machine's clock by default. */
  clock?: Clock;
  /** Milliseconds an execution takes from one state to the next; 5 by default. */
  pace?: number;
  /** Names of secrets, the same in every namespace. */
  secrets?: readonly string[];
  /** What AI generation answers; without it, that no provider is configured. */
  ai?: AiAnswers;
}

/** A running in-memory Kestra. It is not Kestra: its `Server` header says so. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** `url` with `/api/v1`, as clients are configured. */
  baseUrl: string;
  /** What clients have sent, in order, without credentials. */
  requests: SeenRequest[];
  /** Forgets flows, executions and everything else, and the requests seen. */
  reset(): void;
  /** Ends every connection, stream and timer. */
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

// Who knows the key of a webhook needs no credentials.
function isOpen({ openConfigs }: Mode, pathname: string): boolean {
  const configs = openConfigs ? '/api/v1/configs' : '/api/v1/configs/login';
  return pathname === configs || /^\/api\/v1\/[^/]+\/executions\/webhook\//.test(pathname);
}
