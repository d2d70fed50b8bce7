import type { CallToolResult, Server, ServerContext } from '@modelcontextprotocol/server';
import { InputRequired } from '../../call/ask/input-required.js';
import { ownKey } from '../../foundation/keys/own-key.js';
import type { CallContext } from '../../plugin/author/context.js';
import { failureResult } from '../../response/result.js';
import type { ServedHost } from '../served-host.js';
import { canAsk } from './client.js';
import type { Rounds } from './rounds.js';

interface Asked {
  name: string;
  given: Record<string, unknown>;
  /** What the call is given where nobody can be asked. */
  context: CallContext;
}

const LATE =
  'The answer to the question came too late, so it counts as none: nothing was done. Call the tool again to be asked again.';

/** Serves a call that may have to ask. Most do not, and load nothing for it. */
export async function callAsking(
  { server, host }: { server: Server; host: ServedHost },
  { name, given, context }: Asked,
  request: ServerContext,
): Promise<CallToolResult> {
  if (!canAsk(server, request)) return host.call(name, given, context);
  let rounds: Promise<Rounds> | undefined;
  const begin = async () => {
    const { Rounds } = await import('./rounds.js');
    return new Rounds([name, given, host.callerKey ?? ''], request);
  };
  if (request.mcpReq.requestState() !== undefined) {
    const { isLate } = await import('./rounds.js');
    if (isLate(request)) return failureResult(LATE);
    // What belongs to another call is refused before anything of it is looked at.
    rounds = begin();
    await rounds;
  }
  try {
    return await host.call(name, given, {
      ...context,
      ask: async (question) => {
        rounds ??= begin();
        return (await rounds).ask(question);
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof InputRequired) || rounds === undefined) throw thrown;
    const asking = await (await rounds).asking(thrown.question, keyOf(host));
    return asking as unknown as CallToolResult;
  }
}

/** What the states of questions are signed with. */
export function keyOf(host: Pick<ServedHost, 'stateKey'>): string {
  return host.stateKey?.() ?? ownKey();
}
