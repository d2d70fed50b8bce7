import type { ToolContext } from '../../plugin/author/context.js';
import type { Call } from './hold.js';
import { mayNeedYes } from './need.js';

/** What the handler returned, or what replaces it until the call is confirmed. */
export type Outcome = { held: object } | { value: unknown };

/** Runs a call, unless it needs confirmation first. */
export async function carryOut(call: Call, context: ToolContext): Promise<Outcome> {
  if (mayNeedYes(call.manifest)) {
    const { holdBack } = await import('./hold.js');
    const held = await holdBack(call, context);
    if (held !== undefined) return { held };
  }
  return { value: await call.tool.handler(call.input, context) };
}
