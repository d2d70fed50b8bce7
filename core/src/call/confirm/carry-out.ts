import type { ToolContext } from '../../plugin/author/context.js';
import type { Call } from './hold.js';
import { mayNeedYes } from './need.js';

/** What the handler gave, or what stands in its place until the call has been confirmed. */
export type Outcome = { held: object } | { value: unknown };

/** Makes a call, unless it has to be confirmed first. */
export async function carryOut(call: Call, context: ToolContext): Promise<Outcome> {
  if (mayNeedYes(call.manifest)) {
    const { holdBack } = await import('./hold.js');
    const held = await holdBack(call, context);
    if (held !== undefined) return { held };
  }
  return { value: await call.tool.handler(call.input, context) };
}
