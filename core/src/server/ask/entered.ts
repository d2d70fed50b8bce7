import {
  MissingRequiredClientCapabilityError,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { ClientLacks } from '../../call/ask/client-lacks.js';
import { InputRequired } from '../../call/ask/input-required.js';
import { ownKey } from '../../foundation/keys/own-key.js';
import type { CallContext } from '../../plugin/author/context.js';
import type { McpClient } from '../../plugin/author/mcp-client.js';
import type { ServedHost } from '../served-host.js';
import { CAPABILITY, canAsk, does } from './client.js';
import type { Rounds } from './rounds.js';

export interface Serving {
  server: Server;
  host: ServedHost;
}

/** A call that may need something from the client. */
interface Entry<Result> {
  /** Identifies the call. The state of its rounds is bound to this. */
  call: unknown;
  context: CallContext;
  run(context: CallContext): Promise<Result>;
}

/** Runs a call for the first time, or again with the client's answers. Returns its result, or what it needs. */
export async function entered<Result>(
  { server, host }: Serving,
  { call, context, run }: Entry<Result>,
  request: ServerContext,
): Promise<Result> {
  let rounds: Promise<Rounds> | undefined;
  const begin = () => {
    rounds ??= import('./rounds.js').then(({ Rounds }) => new Rounds(call, request));
    return rounds;
  };
  // Refuse answers of another call before looking at any of them.
  if (request.mcpReq.requestState() !== undefined) await begin();
  const client: McpClient = {
    does: (method) => does(server, request, method),
    get: async (wants) => {
      const lacks = Object.values(wants).flatMap(({ method }) => (client.does(method) ? [] : [method]));
      if (lacks.length > 0) throw new ClientLacks([...new Set(lacks)]);
      return (await begin()).get(wants) as ReturnType<typeof client.get<typeof wants>>;
    },
  };
  const asking = canAsk(server, request) && {
    ask: async (question: Parameters<NonNullable<CallContext['ask']>>[0]) => (await begin()).ask(question),
  };
  try {
    return await run({ ...context, client, ...asking });
  } catch (thrown) {
    if (thrown instanceof InputRequired && rounds !== undefined)
      return (await (await rounds).asking(keyOf(host))) as Result;
    throw thrown instanceof ClientLacks && request.mcpReq.envelope !== undefined ? refusal(thrown) : thrown;
  }
}

function refusal({ methods, message }: ClientLacks): MissingRequiredClientCapabilityError {
  const requiredCapabilities = Object.fromEntries(methods.map((method) => [CAPABILITY[method], {}]));
  return new MissingRequiredClientCapabilityError({ requiredCapabilities }, message);
}

/** The key that signs the state of questions. */
export function keyOf(host: Pick<ServedHost, 'stateKey'>): string {
  return host.stateKey?.() ?? ownKey();
}
