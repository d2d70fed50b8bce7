import { KestraMcpError } from '../../foundation/errors.js';
import type { ToolContext } from '../../plugin/author/context.js';
import type { ToolManifest } from '../../plugin/manifest/manifest.js';
import type { RunnableTool } from '../../plugin/run/runnables.js';
import { confirmPolicy } from '../../selection/confirm.js';
import type { Selection } from '../../selection/selection.js';
import { actionsOf, effectOf } from '../reach.js';
import type { CallServices } from '../services.js';
import { askFirst } from './ask.js';
import { echoAnswer, echoText, takesEcho } from './echo.js';
import { lossOf } from './loss.js';
import { hasOwnEcho, wayOf } from './need.js';

/** A call that is ready to run. */
export interface Call {
  services: CallServices;
  confirm: Selection['confirm'];
  manifest: ToolManifest;
  tool: RunnableTool;
  input: object;
  echoed: unknown;
}

/**
 * Returns the result that asks for an echo, or undefined if the call may continue. Throws if it may not. It changes
 * nothing in Kestra.
 */
export async function holdBack(
  call: Call,
  context: ToolContext,
): Promise<ReturnType<typeof echoAnswer> | undefined> {
  const { services, manifest, tool, input, echoed } = call;
  const isFinal = effectOf(manifest, input as Record<string, unknown>) === 'destructive';
  const isBulk = tool.declaration.confirm?.bulk?.(input as never) === true;
  if (!isFinal && !isBulk) return undefined;
  const { name } = manifest;
  const policy = confirmPolicy(
    call.confirm ?? [],
    manifest,
    actionsOf(manifest, input as Record<string, unknown>),
  );
  const way = wayOf(policy, isBulk, context.ask !== undefined);
  if (way === 'go') return undefined;
  const loss = await lossOf(manifest, tool, input, context);
  if (loss === undefined) return undefined;
  if (way === 'refuse') throw unasked(name);
  if (context.ask !== undefined && way === 'ask') {
    await askFirst(context.ask, name, loss, isFinal);
    return undefined;
  }
  if (hasOwnEcho(manifest)) throw unechoed(name);
  const { callerKey: caller = '' } = context;
  const bound = { name, input, loss, caller, key: services.stateKey() };
  const shown = services.redactResult;
  return takesEcho(echoed, bound, shown) ? undefined : echoAnswer(name, loss, shown(echoText(bound)), echoed);
}

/** The tool's own argument and the echo could be confused. */
function unechoed(name: string): KestraMcpError {
  return new KestraMcpError(
    'KMCP_NOT_CONFIRMED',
    `Nothing was done: ${name} has its own argument "confirm", so an echo cannot confirm it.`,
    { hint: 'The operator of the server can set tools.confirm for this tool to always, auto or never.' },
  );
}

function unasked(name: string): KestraMcpError {
  return new KestraMcpError(
    'KMCP_NOT_CONFIRMED',
    `Nothing was done: ${name} needs the user's confirmation every time (tools.confirm is always), and this client cannot ask for it.`,
    {
      hint: 'Use a client that supports elicitation, or have the operator of the server set tools.confirm to echo.',
    },
  );
}
