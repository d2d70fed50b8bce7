import {
  alreadyExists,
  ConflictError,
  type Invitation,
  type KestraClient,
  ServerError,
} from '@kestra-mcp/core';
import type { InviteUser } from './access.schemas.js';
import { groupIdsOf } from './groups.js';
import { roleNamed } from './roles.js';

type Outcome = Invitation & { message?: string };

/** Invites, unless an invitation is open; what Kestra has created is read back, since it answers without a body. */
export async function invite(
  kestra: KestraClient,
  { email, group_names = [], role }: InviteUser,
): Promise<Outcome> {
  const open = (await kestra.invitations.ofEmail(email)).find(isOpen);
  if (open) return { ...open, message: 'Was invited already: role and groups are those of that invitation.' };
  const groupIds = await groupIdsOf(kestra, group_names);
  const roleId = role === undefined ? undefined : (await roleNamed(kestra, role)).id;
  try {
    const outcome = await kestra.invitations.create({ email, groupIds, roleId });
    return (await kestra.invitations.ofEmail(email)).find(isOpen) ?? withoutInvitation(email, outcome);
  } catch (error) {
    const left = await leftBehind(kestra, email, error);
    if (left === undefined) throw error;
    return left;
  }
}

function isOpen({ status = 'PENDING', isExpired = false }: Invitation): boolean {
  return status === 'PENDING' && !isExpired;
}

/** 2.0 names the type; 1.x says that the user is invited already, or has access already. */
function isPresent(error: unknown): error is Error {
  if (alreadyExists(error)) return true;
  return error instanceof ConflictError && error.problem === undefined && /\balready\b/i.test(error.said);
}

function withoutInvitation(email: string, outcome: 'invited' | 'granted'): Outcome {
  if (outcome === 'invited') return { email, status: 'CREATED' };
  return { email, status: 'GRANTED', message: 'The user exists and has access now, without an invitation.' };
}

/**
 * A refusal because the user is invited or has access already still has an invitation to show; a Kestra that fails to
 * send the mail has created it all the same.
 */
async function leftBehind(kestra: KestraClient, email: string, error: unknown): Promise<Outcome | undefined> {
  if (isPresent(error)) {
    const [newest] = await kestra.invitations.ofEmail(email);
    return newest && { ...newest, message: `Not invited again. ${error.message}` };
  }
  if (error instanceof ServerError) {
    const open = (await kestra.invitations.ofEmail(email)).find(isOpen);
    return (
      open && { ...open, message: `Created, but maybe not sent: is Kestra's mail set up? ${error.message}` }
    );
  }
  return undefined;
}
