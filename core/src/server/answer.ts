import { ProtocolError, ProtocolErrorCode, type ServerContext } from '@modelcontextprotocol/server';
import { TaskBegun } from '../call/task/begun.js';
import { describeError, KestraMcpError } from '../foundation/errors.js';
import type { CallContext } from '../plugin/author/context.js';
import { takesTasks } from './tasks/extension.js';

const CALLERS_MISTAKES: ReadonlySet<string> = new Set(['KMCP_UNKNOWN_TOOL', 'KMCP_INPUT', 'KMCP_DISABLED']);

/** An answer, or the protocol's own error with a text for people. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    // No failure: what is answered is for who knows of tasks.
    if (error instanceof ProtocolError || error instanceof TaskBegun) throw error;
    // What an argument names is not there: the host is well.
    const isAsked = isCallersMistake(error) || (KestraMcpError.is(error) && error.code === 'KMCP_NOT_FOUND');
    const code = isAsked ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
    // Of a call that ran it is text already: what happened, and what to do next.
    const isText = KestraMcpError.is(error) && error.hint === undefined && error.details.length === 0;
    throw new ProtocolError(code, isText ? error.message : describeError(error));
  }
}

/** Something is wrong with what was asked, and would be the next time. */
export function isCallersMistake(error: unknown): boolean {
  return KestraMcpError.is(error) && CALLERS_MISTAKES.has(error.code);
}

/** What a handler is given of the request it serves. */
export function toolContext({ mcpReq }: ServerContext): CallContext {
  const token = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    ...(takesTasks({ mcpReq }) && { takesTask: true }),
    async progress(message, done, total) {
      // A number that JSON has no word for would make the notification one that no client takes.
      if (token === undefined || mcpReq.signal.aborted || !Number.isFinite(done)) return;
      const known = Number.isFinite(total) ? { total } : {};
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress: done, message: String(message), ...known },
      });
    },
    async log(level, message) {
      if (!mcpReq.signal.aborted) await mcpReq.log(level, String(message), 'kestra');
    },
  };
}
