import { describeError } from '../../foundation/errors.js';
import { within } from '../../foundation/limit.js';
import type { KestraClient } from '../../kestra/client.js';
import { ForbiddenError, UnauthorizedError } from '../../kestra/wire/errors.js';
import { asHost, inScope } from '../../kestra/wire/scope.js';
import { maskInLog } from '../../response/lent.js';
import type { HostState } from '../state.js';

/** Longest time for Kestra's response, in milliseconds. */
const LIMIT = 3_000;
/** How long an answer is reused, in milliseconds, so that frequent probes do not become frequent requests. */
const HELD = 1_000;

export interface Ready {
  ready: boolean;
  /** What keeps the server from being ready, in words for people. */
  problems: string[];
}

/** Whether the server can serve calls: Kestra responds, and every configured plugin can be used. */
export class Readiness {
  private asked: Promise<Ready> | undefined;

  constructor(private readonly state: () => HostState) {}

  /** `callersOwn`: each call brings its own credentials, so any response of Kestra is enough. */
  ask(callersOwn: boolean): Promise<Ready> {
    this.asked ??= asHost(() => this.look(callersOwn)).finally(() => {
      const forget = () => {
        this.asked = undefined;
      };
      setTimeout(forget, HELD).unref();
    });
    return this.asked;
  }

  private async look(callersOwn: boolean): Promise<Ready> {
    const { backend, registry } = this.state();
    const plugins = registry.quarantined.map(({ problem }) => describeError(problem));
    const kestra = await kestraProblem(async () => reach(await backend.kestra(), callersOwn));
    const problems = [...(kestra === undefined ? [] : [kestra]), ...plugins].map(maskInLog);
    return { ready: problems.length === 0, problems };
  }
}

/** On Kestra 1.x, the instance information needs no credentials, so this runs a search. */
async function reach(client: KestraClient, callersOwn: boolean): Promise<void> {
  if (!callersOwn) return void (await client.flows.search({ page: 1, size: 1 }));
  await client.instance.configuration().catch((error: unknown) => {
    if (!(error instanceof UnauthorizedError || error instanceof ForbiddenError)) throw error;
  });
}

/** Does not wait beyond the limit. A request that others share, such as the one for the version, continues after it. */
async function kestraProblem(ask: () => Promise<void>): Promise<string | undefined> {
  const ending = new AbortController();
  const late = (): Error => {
    const error = new Error('late');
    ending.abort(error);
    return error;
  };
  try {
    await within(inScope({ signal: ending.signal }, ask), LIMIT, late);
    return undefined;
  } catch (error) {
    if (ending.signal.aborted) return `Kestra did not answer within ${LIMIT / 1_000} s.`;
    return describeError(error);
  }
}
