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

/** Failures caused neither by the caller nor by Kestra. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['KMCP_PLUGIN']);

/** Logs a failed call, and returns its text. */
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

/** A plugin can throw KestraMcpErrors, but not ones that blame a plugin. */
function isOurs(error: unknown, { plugin }: Called): boolean {
  return KestraMcpError.is(error) && (error.code !== 'KMCP_PLUGIN' || error.message.includes(nameOf(plugin)));
}

/** Runs a handler. Its requests to Kestra end with the call, and a time limit ends the call. */
export async function run<Value>(
  { answerChars, callMs, redact, redactResult }: CallServices,
  called: Called,
  context: CallContext,
  handler: (context: ToolContext) => Value | Promise<Value>,
): Promise<Value> {
  // Do not use AbortSignal.timeout in AbortSignal.any: Node 20 garbage-collects it too early.
  const limited = new AbortController();
  const cancel = () => limited.abort(cancelled());
  const timer = setTimeout(() => limited.abort(late(called, callMs)), callMs);
  context.signal.addEventListener('abort', cancel, { once: true });
  // The call was cancelled during the import of the plugin, so no event will follow.
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

/** Masks the progress that a handler reports to people. After the call has ended, it drops reports. */
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

/** A question without an answer ends the call, even if the handler catches the error. */
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
