import { type Actions, flow_id, leftOut, namespace, nonEmpty } from '@kestra-mcp/core';
import * as z from 'zod';

/** No id of Kestra is longer. A longer text is refused, so that it does not end up in a result. */
const LONGEST_ID = 1_000;
const trigger_id = nonEmpty.refine(
  ({ length }) => length <= LONGEST_ID,
  `must have at most ${LONGEST_ID} characters`,
);

export const ManageTrigger = z.strictObject({
  action: z.enum([
    'list',
    'enable',
    'disable',
    'unlock',
    'restart',
    'backfill_status',
    'pause_backfill',
    'resume_backfill',
    'stop_backfill',
  ]),
  namespace: leftOut(namespace, '').describe('E.g. company.team. Without flow_id, includes child namespaces'),
  flow_id: leftOut(flow_id, ''),
  trigger_id: trigger_id.optional().describe('trigger id'),
  page: z.int().min(1).optional().describe('page, from 1'),
  page_size: z.int().min(1).max(200).optional().describe('per page'),
});

const one = ['namespace', 'flow_id', 'trigger_id'] as const;
export const triggerActions = {
  list: {
    effect: 'read',
    does: 'list them with dates and locks',
    accepts: ['namespace', 'flow_id', 'page', 'page_size'],
  },
  enable: { effect: 'write', does: 'enable one', requires: one },
  disable: { effect: 'write', does: 'disable one', requires: one },
  unlock: { effect: 'write', does: 'unlock one held by its last execution', requires: one },
  restart: { effect: 'write', does: 'restart a stuck one', requires: one },
  backfill_status: { effect: 'read', does: 'show backfill progress', requires: one },
  pause_backfill: { effect: 'write', does: 'pause a backfill', requires: one },
  resume_backfill: { effect: 'write', does: 'resume a backfill', requires: one },
  stop_backfill: { effect: 'destructive', does: 'stop a backfill for good', requires: one },
} as const satisfies Actions<typeof ManageTrigger>;

/** What was done, and the trigger after the change, or a list of triggers. */
export const ManagedTrigger = z.looseObject({
  status: z.string().optional(),
  results: z.array(z.looseObject({})).optional(),
});
