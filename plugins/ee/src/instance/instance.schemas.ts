import { type Actions, datetime, end_datetime } from '@kestra-mcp/core';
import * as z from 'zod';

export const GetInstanceInfo = z.strictObject({
  info: z.enum(['configuration', 'license_info']).default('configuration'),
});
export type GetInstanceInfo = z.output<typeof GetInstanceInfo>;
export const InstanceInfo = z.looseObject({
  version: z.string().optional(),
  type: z.string().optional().describe('License type'),
  expiry: z.string().optional(),
});

export const ManageAnnouncements = z.strictObject({
  action: z.enum(['list', 'create', 'update', 'delete']),
  id_: z.string().min(1).optional().describe('announcement id'),
  message: z.string().min(1).optional().describe('text to show'),
  type: z.enum(['INFO', 'WARNING', 'ERROR']).optional().describe('style of the banner'),
  startDate: datetime.optional().describe('start of display, e.g. 2026-01-31T08:00Z'),
  endDate: end_datetime.optional().describe('end of display. A date includes that day'),
  active: z.boolean().default(true).describe('whether to show it'),
  tenantId: z.string().min(1).optional().describe('only in this tenant (default: all)'),
});
export const announcementActions = {
  list: { effect: 'read', does: 'list them' },
  create: {
    effect: 'write',
    does: 'create one',
    requires: ['message'],
    accepts: ['type', 'startDate', 'endDate', 'active', 'tenantId'],
  },
  update: {
    effect: 'write',
    does: 'update one (omitted values stay but active becomes true)',
    requires: ['id_'],
    accepts: ['message', 'type', 'startDate', 'endDate', 'active', 'tenantId'],
  },
  delete: { effect: 'destructive', does: 'delete one', requires: ['id_'] },
} as const satisfies Actions<typeof ManageAnnouncements>;
export type ManageAnnouncements = z.output<typeof ManageAnnouncements>;

const Announcement = z.looseObject({ id: z.string().optional(), message: z.string().optional() });
export const Announcements = Announcement.extend({
  results: z.array(Announcement).optional(),
  status: z.string().optional(),
});
