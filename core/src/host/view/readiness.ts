import { describeError } from '../../foundation/errors.js';
import { within } from '../../foundation/limit.js';
import type { KestraClient } from '../../kestra/client.js';
import { ForbiddenError, UnauthorizedError } from '../../kestra/wire/errors.js';
import { asHost, inScope } from '../../kestra/wire/scope.js';
import { maskInLog } from '../../response/lent.js';
import type { HostState } from '../state.js';

/** Longest that Kestra may take to answer, in milliseconds. */
const LIMIT = 3_000;
/** Time for which an answer holds: whoever asks more often does not make Kestra be asked more often. */
const HELD = 1_000;

export interface Ready {
  ready: boolean;
  /** What stands in the way, for people. */
  problems: string[];
}

/** Whether calls can be served: Kestra answers, and every plugin that is configured can be used. */
export class Readiness {
  private asked: Promise<Ready> | undefined;

  constructor(private readonly state: () => HostState) {}

  /** `callersOwn`: each call brings its credentials; of Kestra it is enough then that it answers at all. */
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

/** On Kestra 1.x what it is needs no credentials, a search does. */
async function reach(client: KestraClient, callersOwn: boolean): Promise<void> {
  if (!callersOwn) return void (await client.flows.search({ page: 1, size: 1 }));
  await client.instance.configuration().catch((error: unknown) => {
    if (!(error instanceof UnauthorizedError || error instanceof ForbiddenError)) throw error;
  });
}

/** Not waited for beyond the limit: what is asked for many, such as the version, does not end with one who asks. */
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
