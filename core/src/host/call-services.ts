import type { CallServices } from '../call/services.js';
import { describeError } from '../foundation/errors.js';
import { ownKey } from '../foundation/keys/own-key.js';
import type { Log } from '../foundation/log.js';
import { currentCaller } from '../kestra/wire/scope.js';
import type { Redact } from '../response/redact.js';
import type { Selection } from '../selection/selection.js';
import type { CurrentState } from './current-state.js';

/** What differs from call to call. */
interface OwnServices {
  fault: (text: string) => void;
  /** What the caller sent. */
  own: unknown;
  selection: () => Selection;
}

/**
 * Returns what a call needs from the host. It stays the same until the call ends, even if the configuration is
 * reloaded.
 */
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
