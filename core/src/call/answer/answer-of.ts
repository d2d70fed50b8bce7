import { partsOf } from '../../plugin/author/content.js';
import type { ToolManifest } from '../../plugin/manifest/manifest.js';
import type { RunnableTool } from '../../plugin/run/runnables.js';
import { success, type ToolResult } from '../../response/result.js';
import type { CallServices } from '../services.js';
import { attached } from './attached.js';
import type { Called } from './fault.js';
import { fitting } from './fitting.js';
import { narrowerCall, wholeElsewhere } from './narrower.js';
import { shape } from './shape.js';

/** A call that was made, and its tool. */
export interface Answering {
  called: Called;
  tool: RunnableTool;
  manifest: ToolManifest;
  /** The arguments. Unknown once the call has become a task. */
  given?: Record<string, unknown>;
}

/**
 * Turns a handler's return value into the result of the call: checked against its schema, masked, within the size
 * limit.
 */
export async function answerOf(
  services: CallServices,
  { called, tool, manifest, given = {} }: Answering,
  value: unknown,
): Promise<ToolResult> {
  const { compact = false } = await called.plugin.definition();
  const { value: result, content } = partsOf(value);
  const shaped = shape(result, called, tool.declaration, tool.declaration.compact ?? compact);
  const { readOn = '' } = tool.declaration;
  const known = {
    schema: manifest.outputSchema,
    readOn,
    narrower: narrowerCall(manifest, given) ?? wholeElsewhere(called.name),
  };
  const fitted = fitting(services, called, shaped, known);
  return success(fitted, attached(services, called, content, services.answerChars - fitted.json.length));
}
