import type { Server } from '@modelcontextprotocol/server';
import type { CompletionAsked } from '../call/complete/complete.js';
import { KestraMcpError } from '../foundation/errors.js';
import { beginning } from '../foundation/hidden.js';
import type { Selection } from '../selection/selection.js';
import { answered, toolContext } from './answer.js';
import type { ServedHost } from './served-host.js';

type Reference = { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string };

/** Serves `completion/complete` for everything that is enabled. */
export function serveCompletion(server: Server, host: ServedHost): void {
  server.setRequestHandler('completion/complete', async ({ params }, context) => {
    const { ref, argument, context: before } = params;
    const asked = { argument: argument.name, text: argument.value, given: before?.arguments ?? {} };
    const completion = answered(
      // An unknown template fails in the same way as an unknown name.
      Promise.resolve().then(() =>
        host.complete({ ...named(host.selection(), ref), ...asked }, toolContext(context)),
      ),
    );
    return { completion: { ...(await completion) } };
  });
}

function named({ resources }: Selection, ref: Reference): Pick<CompletionAsked, 'of' | 'name'> {
  if (ref.type === 'ref/prompt') return { of: 'prompt', name: ref.name };
  const all = [...resources.values()].map(({ feature }) => feature.manifest);
  const found = all.find(({ uri }) => uri === ref.uri);
  if (found !== undefined) return { of: 'resource', name: found.name };
  throw new KestraMcpError('KMCP_UNKNOWN_TOOL', `There is no resource template ${beginning(ref.uri, 200)}.`);
}
