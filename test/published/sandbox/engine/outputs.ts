import type { FlowDefinition } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import { PebbleError } from '../pebble/lexer.js';
import { render } from '../pebble/render.js';
import { executionScope } from './context.js';
import type { Execution } from './execution.js';
import type { Host } from './host.js';
import { readInputValue } from './input-values.js';

/** Renders the outputs that the flow declares. Returns whether that succeeded. */
export function flowOutputs(
  host: Host,
  execution: Execution,
  definition: FlowDefinition | undefined,
): boolean {
  // A turn of a Loop has no outputs of the flow.
  if (!definition?.outputs?.length || execution.loopRun) return true;
  const scope = executionScope(host, execution);
  try {
    execution.outputs = Object.fromEntries(
      definition.outputs.map((output) => [String(output.id), typed(output, render(output.value, scope))]),
    );
    return true;
  } catch (error) {
    if (error instanceof PebbleError) return false;
    throw error;
  }
}

// A value that does not match its declared type stays a text.
function typed(output: JsonObject, value: Json): Json {
  try {
    return readInputValue(value, {
      ...output,
      id: String(output.id),
      type: String(output.type),
      required: true,
    });
  } catch {
    return value;
  }
}
