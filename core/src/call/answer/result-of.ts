import { partsOf } from '../../plugin/author/content.js';
import type { LoadedPlugin } from '../../plugin/load/loaded-plugin.js';
import type { ToolManifest } from '../../plugin/manifest/manifest.js';
import type { RunnableTool } from '../../plugin/run/runnables.js';
import { success, type ToolResult } from '../../response/result.js';
import type { Outcome } from '../confirm/carry-out.js';
import type { CallServices } from '../services.js';
import { attached } from './attached.js';
import { fitting } from './fitting.js';
import { narrowerCall, wholeElsewhere } from './narrower.js';
import { shape } from './shape.js';

/** What was called, and with what. */
export interface Made {
  plugin: LoadedPlugin;
  manifest: ToolManifest;
  tool: RunnableTool;
  given: Record<string, unknown>;
}

/** Of an answer that asks for an echo, all is needed. */
const HELD = {
  schema: { required: ['status', 'preview', 'confirm', 'next'], properties: {} },
  readOn: '',
  narrower: 'Its preview is longer than `limits.answerChars` lets an answer be.',
};

/** The result of a call, fit to the schema of its tool and within the bound. */
export async function resultOf(services: CallServices, made: Made, outcome: Outcome): Promise<ToolResult> {
  const { plugin, manifest, tool, given } = made;
  const called = { plugin, name: manifest.name };
  if ('held' in outcome) return success(fitting(services, called, outcome.held as Held, HELD));
  const { compact = false } = await plugin.definition();
  const { declaration } = tool;
  const { value, content } = partsOf(outcome.value);
  const shaped = shape(value, called, declaration, declaration.compact ?? compact);
  const known = {
    schema: manifest.outputSchema,
    readOn: declaration.readOn ?? '',
    narrower: narrowerCall(manifest, given) ?? wholeElsewhere(called.name),
  };
  const fitted = fitting(services, called, shaped, known);
  return success(fitted, attached(services, called, content, services.answerChars - fitted.json.length));
}

type Held = Record<string, unknown>;
