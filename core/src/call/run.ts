import { describeError, KestraMcpError } from '../foundation/errors.js';
import { printable } from '../foundation/printable.js';
import { now } from '../foundation/time/clock.js';
import { currentCaller, inScope } from '../kestra/wire/scope.js';
import { observing } from '../observe/observer.js';
import type { CallContext, ToolContext } from '../plugin/author/context.js';
import { asPlugin, nameOf } from '../plugin/load/identity.js';
import { maskedBy } from '../response/bound/mask-scope.js';
import { type Called, FaultError, fault, titleOf } from './answer/fault.js';
import { fittingError } from './answer/fitting.js';
import { maskedQuestion, maskedWants } from './ask/masked-question.js';
import type { CallServices } from './services.js';

/** Failures that no caller and no Kestra can be blamed for. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['KMCP_PLUGIN']);

/** The text of a failed call, after which the log knows of it. */
export function told(services: CallServices, called: Called, start: number, thrown: unknown): string {
  const error = thrown ?? new Error('no reason was given');
  const { name } = called;
  services.ended(name, now() - start, error);
  observing.failed(KestraMcpError.is(error) ? error.code : 'KMCP_INTERNAL');
  const text = isOurs(error, called)
    ? describeError(error)
    : describeError(fault(called, `failed unexpectedly: ${describeError(error)}`));
  const isFault = !KestraMcpError.is(error) || error instanceof FaultError || OWN_FAULTS.has(error.code);
  if (isFault) services.fault(text);
  return fittingError(services, text);
}

/** A plugin may throw errors that are meant for people, but not ones that speak of plugins. */
function isOurs(error: unknown, { plugin }: Called): boolean {
  return KestraMcpError.is(error) && (error.code !== 'KMCP_PLUGIN' || error.message.includes(nameOf(plugin)));
}

/** Runs a handler so that its requests end with the call, and so that it cannot hold the call for ever. */
export async function run<Value>(
  { answerChars, callMs, redact, redactResult }: CallServices,
  called: Called,
  context: CallContext,
  handler: (context: ToolContext) => Value | Promise<Value>,
): Promise<Value> {
  // Not AbortSignal.timeout within AbortSignal.any, which Node 20 forgets at the next garbage collection.
  const limited = new AbortController();
  const cancel = () => limited.abort(cancelled());
  const timer = setTimeout(() => limited.abort(late(called, callMs)), callMs);
  context.signal.addEventListener('abort', cancel, { once: true });
  // Cancelled while the plugin was being imported: there will be no event any more.
  if (context.signal.aborted) cancel();
  const { signal } = limited;
  let running = true;
  const { key: callerKey } = currentCaller() ?? {};
  const speaking = {
    ...masked(context, redact, () => running),
    ...asking(context, redact, limited),
    ...(callerKey !== undefined && { callerKey }),
  };
  try {
    return await new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      const begin = async () => handler({ ...speaking, signal, answerChars });
      asPlugin(called.plugin, () => maskedBy(redactResult, () => inScope({ signal }, begin))).then(
        resolve,
        reject,
      );
    });
  } finally {
    running = false;
    clearTimeout(timer);
    context.signal.removeEventListener('abort', cancel);
  }
}

/** What a handler tells on the way, which people are shown; it goes nowhere once the call has been answered. */
function masked(
  context: CallContext,
  redact: (text: string) => string,
  isRunning: () => boolean,
): CallContext {
  return {
    ...context,
    progress: async (message, done, total) => {
      if (isRunning()) await context.progress(printable(redact(String(message))), done, total);
    },
    log: async (level, message) => {
      if (isRunning()) await context.log(level, printable(redact(String(message))));
    },
  };
}

/** What has no answer yet ends the call, whatever the handler does about it: it must not go on. */
function asking(
  { ask, client }: CallContext,
  redact: (text: string) => string,
  limited: AbortController,
): Pick<CallContext, 'ask' | 'client'> {
  const orEnd = <T>(answer: Promise<T>) =>
    answer.catch((thrown: unknown) => {
      limited.abort(thrown);
      throw thrown;
    });
  return {
    ...(ask && { ask: (question) => orEnd(ask(maskedQuestion(question, redact))) }),
    ...(client && {
      client: {
        does: (method) => client.does(method),
        get: (wants) => orEnd(client.get(maskedWants(wants, redact))),
      },
    }),
  };
}

function cancelled(): KestraMcpError {
  return new KestraMcpError('KMCP_CANCELLED', 'The call was cancelled.');
}

function late(called: Called, callMs: number): FaultError {
  return new FaultError('KMCP_TIMED_OUT', `${titleOf(called)} did not finish within ${callMs / 1_000} s.`, {
    hint: 'It may still have done its work. Check before you repeat it. The limit is `limits.callMs`.',
  });
}
