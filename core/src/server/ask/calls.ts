import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server';
import { ClientLacks } from '../../call/ask/client-lacks.js';
import type { CallContext } from '../../plugin/author/context.js';
import { failureResult } from '../../response/result.js';
import { entered, type Serving } from './entered.js';

interface Asked {
  name: string;
  given: Record<string, unknown>;
  /** The context for a call that cannot ask anybody. */
  context: CallContext;
}

const LATE =
  'The answer to the question came too late, so nothing was done. Call the tool again to get the question again.';

/** Serves a tool call that may have to ask. Most calls do not, and load no code for it. */
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
    // Clients of the 2025 protocol know no error for this, and a model can act on a text.
    if (thrown instanceof ClientLacks) return failureResult(thrown.message);
    throw thrown;
  }
}
