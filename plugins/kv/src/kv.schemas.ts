import { type Actions, duration, key, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ManageKvStore = z.strictObject({
  namespace,
  action: z.enum(['get', 'set', 'list', 'delete']),
  key: key.optional().describe('For get, set and delete'),
  value: z
    .unknown()
    .optional()
    .describe(
      'For set: any JSON; text that reads as date (2026-01-31), date-time, duration (PT5M) or JSON is stored as such',
    ),
  type: z.literal('STRING').optional().describe('For set: keep the text as it is, save a duration'),
  ttl: duration
    .refine((value) => !value.includes('W'), 'must be in days, hours, minutes and seconds, e.g. P7D')
    .optional()
    .describe('For set: lifetime, e.g. PT1H'),
  description: z
    .string()
    .max(500)
    .refine(
      (text) => /^[\x20-\x7e\xa0-\xff]*$/.test(text),
      'must be one line of Latin letters: Kestra takes it as a header',
    )
    .optional()
    .describe('For set'),
});
export const kvActions = {
  get: { effect: 'read', requires: ['key'] },
  set: { effect: 'write', requires: ['key', 'value'], accepts: ['type', 'ttl', 'description'] },
  list: { effect: 'read' },
  delete: { effect: 'destructive', requires: ['key'] },
} as const satisfies Actions<typeof ManageKvStore>;

export const KvResult = z.looseObject({
  type: z.string().optional().describe('Kestra type of the value'),
  value: z.unknown().optional(),
  results: z.array(z.looseObject({ key: z.string() })).optional(),
  status: z.string().optional(),
  stored: z
    .looseObject({ type: z.string(), value: z.unknown().optional(), note: z.string() })
    .optional()
    .describe('For set: what Kestra has, when it is not what was given'),
  deleted: z.boolean().optional().describe('false: there was no such key'),
});
