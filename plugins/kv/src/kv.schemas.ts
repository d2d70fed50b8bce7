import { type Actions, key, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ManageKvStore = z.strictObject({
  namespace,
  action: z.enum(['get', 'set', 'list', 'delete']),
  key: key.optional().describe('Key; for get, set and delete'),
  value: z
    .unknown()
    .optional()
    .describe(
      'For set: any JSON; text such as 2026-01-31, 2026-01-31T12:00:00Z or PT5M is stored as date, date-time or duration',
    ),
});
export const kvActions = {
  get: { effect: 'read', requires: ['key'] },
  set: { effect: 'write', requires: ['key', 'value'] },
  list: { effect: 'read' },
  delete: { effect: 'destructive', requires: ['key'] },
} as const satisfies Actions<typeof ManageKvStore>;

export const KvResult = z.looseObject({
  type: z.string().optional().describe('Kestra type of the value'),
  value: z.unknown().optional(),
  results: z.array(z.looseObject({ key: z.string() })).optional(),
  status: z.string().optional(),
  deleted: z.boolean().optional().describe('false: there was no such key'),
});
