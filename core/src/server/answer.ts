import { ProtocolError, ProtocolErrorCode, type ServerContext } from '@modelcontextprotocol/server';
import { TaskBegun } from '../call/task/begun.js';
import { describeError, KestraMcpError } from '../foundation/errors.js';
import type { CallContext } from '../plugin/author/context.js';
import { takesTasks } from './tasks/extension.js';

const CALLERS_MISTAKES: ReadonlySet<string> = new Set(['KMCP_UNKNOWN_TOOL', 'KMCP_INPUT', 'KMCP_DISABLED']);

/** Returns the answer, or throws a protocol error with a text for people. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    // TaskBegun is not a failure: a client that knows tasks gets it as an answer.
    if (error instanceof ProtocolError || error instanceof TaskBegun) throw error;
    // Something that an argument names does not exist. The server itself is fine.
    const isAsked = isCallersMistake(error) || (KestraMcpError.is(error) && error.code === 'KMCP_NOT_FOUND');
    const code = isAsked ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
    // The error of a call that ran is already complete: what happened, and what to do next.
    const isText = KestraMcpError.is(error) && error.hint === undefined && error.details.length === 0;
    throw new ProtocolError(code, isText ? error.message : describeError(error));
  }
}

/** The request is wrong, and would fail the same way again. */
export function isCallersMistake(error: unknown): boolean {
  return KestraMcpError.is(error) && CALLERS_MISTAKES.has(error.code);
}

/** Returns what a handler gets from the request that it serves. */
export function toolContext({ mcpReq }: ServerContext): CallContext {
  const token = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    ...(takesTasks({ mcpReq }) && { takesTask: true }),
    async progress(message, done, total) {
      // JSON has no NaN or Infinity, and clients would reject the notification.
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
