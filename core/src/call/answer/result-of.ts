import { success, type ToolResult } from '../../response/result.js';
import type { Outcome } from '../confirm/carry-out.js';
import type { CallServices } from '../services.js';
import { type Answering, answerOf } from './answer-of.js';
import { fitting } from './fitting.js';

/** The size limit must not drop any of these fields from a result that asks for an echo. */
const HELD = {
  schema: { required: ['status', 'preview', 'confirm', 'next'], properties: {} },
  readOn: '',
  narrower: 'Its preview is longer than `limits.answerChars` allows.',
};

type Held = Record<string, unknown>;

/** Returns the result of a call, or the request for confirmation that replaces it. */
export async function resultOf(
  services: CallServices,
  made: Answering,
  outcome: Outcome,
): Promise<ToolResult> {
  if ('held' in outcome) return success(fitting(services, made.called, outcome.held as Held, HELD));
  return answerOf(services, made, outcome.value);
}
