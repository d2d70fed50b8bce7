import { flow_id, leftOut, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

/** Most edits in one call. */
const MOST_EDITS = 50;

const Edit = z.strictObject({
  find: nonEmpty.describe('Exact text, occurring once'),
  replace: z.string().describe('New text'),
  all: z.boolean().optional().describe('Every occurrence'),
});
export type Edit = z.output<typeof Edit>;

export const EditFlow = z.strictObject({
  namespace,
  flow_id,
  edits: z.array(Edit).max(MOST_EDITS).optional().describe('Applied in order; all are saved or none'),
  revision: leftOut(z.int().min(0), 0).describe('Fail if not the latest'),
  dry_run: z.boolean().default(false).describe('Only show the diff'),
  restore_revision: leftOut(z.int().min(0), 0).describe('Revision to restore, instead of edits'),
});
export type EditFlow = z.output<typeof EditFlow>;

export const EditedFlow = z.looseObject({
  status: z.string(),
  revision: z.number().optional(),
  diff: z.string().optional(),
  undo: z.string().optional(),
});
export type EditedFlow = z.output<typeof EditedFlow>;

const revision = (what: string) => leftOut(z.int().min(0), 0).describe(what);

export const CompareFlowRevisions = z.strictObject({
  namespace,
  flow_id,
  from: revision('Revision. Default: the one before `to`'),
  to: revision('Revision. Default: the latest'),
});
export type CompareFlowRevisions = z.output<typeof CompareFlowRevisions>;

export const FlowComparison = z.looseObject({
  changes: z.array(z.looseObject({ part: z.string() })),
  diff: z.string().optional(),
});
