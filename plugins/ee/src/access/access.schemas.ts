import type { Actions } from '@kestra-mcp/core';
import * as z from 'zod';

const role = z.enum(['admin', 'developer', 'editor', 'launcher', 'viewer']).optional();

/** The longest valid address (RFC 5321). A longer text is refused before the expression runs. */
const LONGEST_ADDRESS = 320;
const isAddress = (text: string) => text.length <= LONGEST_ADDRESS && /^[^\s@]+@[^\s@]+$/.test(text);

export const InviteUser = z.strictObject({
  email: z.string().refine(isAddress, 'must be an email address').describe('Email address'),
  group_names: z.array(z.string().min(1)).optional().describe('Groups to join, by exact name'),
  role: role.describe('Role in all namespaces'),
});
export type InviteUser = z.output<typeof InviteUser>;

const Invitation = z.looseObject({
  id: z.string().optional(),
  email: z.string().optional(),
  status: z.string().optional(),
});
export const Invited = Invitation.extend({
  message: z.string().optional().describe('Why no new invitation was made'),
});

export const ManageInvitations = z.strictObject({
  action: z.enum(['get', 'delete']),
  id_: z.string().min(1).optional().describe('Invitation id'),
});
export const invitationActions = {
  get: { effect: 'read', does: 'get it with its status', requires: ['id_'] },
  delete: { effect: 'destructive', does: 'delete it', requires: ['id_'] },
} as const satisfies Actions<typeof ManageInvitations>;
export const ManagedInvitation = Invitation;

export const ManageGroup = z.strictObject({
  action: z.enum(['create', 'get', 'update', 'delete']),
  id_: z.string().min(1).optional().describe('group id'),
  name: z.string().min(1).optional().describe('name of the group'),
  description: z.string().optional().describe('what the group is for'),
  role: role.describe('role of its members in all namespaces'),
});
export const groupActions = {
  create: {
    effect: 'write',
    does: 'create it (updates one of the same name)',
    requires: ['name'],
    accepts: ['description', 'role'],
  },
  get: { effect: 'read', does: 'get it', requires: ['id_'] },
  update: {
    effect: 'write',
    does: 'update it (omitted values stay)',
    requires: ['id_'],
    accepts: ['name', 'description', 'role'],
  },
  delete: { effect: 'destructive', does: 'delete it', requires: ['id_'] },
} as const satisfies Actions<typeof ManageGroup>;
export const ManagedGroup = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  status: z.string().optional(),
});
