import { flow_id, leftOut, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

/** Edits in one call. */
const MOST_EDITS = 50;

const Edit = z.strictObject({
  find: nonEmpty.describe('Exact text, there once'),
  replace: z.string().describe('Text in its place'),
  all: z.boolean().optional().describe('Every occurrence'),
});
export type Edit = z.output<typeof Edit>;

export const EditFlow = z.strictObject({
  namespace,
  flow_id,
  edits: z.array(Edit).max(MOST_EDITS).optional().describe('Applied in order; all or none is saved'),
  revision: leftOut(z.int().min(0), 0).describe('Refuse when it is not the latest'),
  dry_run: z.boolean().default(false).describe('Check and show the diff only'),
  restore_revision: leftOut(z.int().min(0), 0).describe('In place of edits: bring this revision back'),
});
export type EditFlow = z.output<typeof EditFlow>;

export const EditedFlow = z.looseObject({
  status: z.string().describe('updated, unchanged, or checked'),
  revision: z.number().optional(),
  diff: z.string().optional(),
  undo: z.string().optional(),
});
export type EditedFlow = z.output<typeof EditedFlow>;
