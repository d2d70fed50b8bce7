import { type Actions, duration, key, namespace } from '@kestra-mcp/core';
import * as z from 'zod';

export const ManageKvStore = z.strictObject({
  namespace,
  action: z.enum(['get', 'set', 'list', 'delete']),
  key: key.optional().describe('key'),
  // The schema shows text, which every client can send. Numbers, objects and other JSON are accepted.
  value: z
    .unknown()
    .meta({ type: 'string' })
    .optional()
    .describe(
      'text. A date (2026-01-31), date-time, duration (PT5M) or JSON (42, {"a": 1}) is stored as such unless type is STRING',
    ),
  type: z.literal('STRING').optional().describe('store as text'),
  ttl: duration
    .refine((value) => !value.includes('W'), 'must be in days, hours, minutes and seconds, e.g. P7D')
    .optional()
    .describe('lifetime, e.g. PT1H'),
  description: z
    .string()
    .refine((text) => text.length <= 500, 'must have at most 500 characters')
    .refine(
      (text) => /^[\x20-\x7e\xa0-\xff]*$/.test(text),
      'must be one line of Latin letters, because Kestra receives it as an HTTP header',
    )
    .optional()
    .describe('its purpose'),
  offset: z.int().min(0).optional().describe('from `next`'),
});
export const kvActions = {
  get: { effect: 'read', does: 'get the value of a key', requires: ['key'], accepts: ['offset'] },
  set: {
    effect: 'write',
    does: 'set a value',
    requires: ['key', 'value'],
    accepts: ['type', 'ttl', 'description'],
  },
  list: { effect: 'read', does: 'list the keys', accepts: ['offset'] },
  delete: { effect: 'destructive', does: 'delete a key', requires: ['key'] },
} as const satisfies Actions<typeof ManageKvStore>;

export const KvResult = z.looseObject({
  type: z.string().optional(),
  value: z.unknown().optional(),
  results: z.array(z.looseObject({ key: z.string() })).optional(),
  status: z.string().optional(),
  stored: z.looseObject({ note: z.string() }).optional().describe('Value in Kestra, if it differs'),
  deleted: z.boolean().optional().describe('false if the key did not exist'),
});
