import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server';
import { ClientLacks } from '../../call/ask/client-lacks.js';
import type { CallContext } from '../../plugin/author/context.js';
import { failureResult } from '../../response/result.js';
import { entered, type Serving } from './entered.js';

interface Asked {
  name: string;
  given: Record<string, unknown>;
  /** What the call is given where nobody can be asked. */
  context: CallContext;
}

const LATE =
  'The answer to the question came too late, so nothing was done. Call the tool again to get the question again.';

/** Serves a call of a tool that may have to ask. Most do not, and load nothing for it. */
export async function callAsking(
  serving: Serving,
  { name, given, context }: Asked,
  request: ServerContext,
): Promise<CallToolResult> {
  if (request.mcpReq.requestState() !== undefined) {
    const { isLate } = await import('./rounds.js');
    if (isLate(request)) return failureResult(LATE);
  }
  const { host } = serving;
  const call = [name, given, host.callerKey ?? ''];
  try {
    return await entered(
      serving,
      { call, context, run: (within) => host.call(name, given, within) },
      request,
    );
  } catch (thrown) {
    // Clients of 2025 know no error for it, and a model can do something about a text.
    if (thrown instanceof ClientLacks) return failureResult(thrown.message);
    throw thrown;
  }
}
