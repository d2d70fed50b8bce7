import type { CallServices } from '../call/services.js';
import { describeError } from '../foundation/errors.js';
import { ownKey } from '../foundation/keys/own-key.js';
import type { Log } from '../foundation/log.js';
import { currentCaller } from '../kestra/wire/scope.js';
import type { Redact } from '../response/redact.js';
import type { Selection } from '../selection/selection.js';
import type { CurrentState } from './current-state.js';

/** What a call brings of its own. */
interface OwnServices {
  fault: (text: string) => void;
  /** What its caller has sent. */
  own: unknown;
  selection: () => Selection;
}

/** What a call needs of the host, as the host is when the call begins. */
export function callServices(
  { state: { runtime, config }, masks, tasks }: CurrentState,
  log: Log,
  { fault, own, selection }: OwnServices,
): CallServices {
  let redact: Redact | undefined;
  return {
    selection,
    runtime,
    stateKey: () => config.stateKey ?? ownKey(),
    answerChars: config.limits.answerChars,
    callMs: config.limits.callMs,
    redact: (text) => {
      redact ??= masks.inErrorsFor(own);
      return redact(text);
    },
    redactResult: (text) => masks.inResults(text),
    ended: (name, milliseconds, error) => {
      const time = `${name}: ${milliseconds.toFixed(0)} ms`;
      if (error === undefined) log.debug(time);
      else log.info(`${time}, failed: ${describeError(error)}`);
    },
    tasks: { seal: () => tasks.of(config, currentCaller()), ended: tasks.ended },
    fault,
  };
}
