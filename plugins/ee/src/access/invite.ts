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

/** Invites a user, unless an invitation is open. Reads the new invitation back, because Kestra's response has no body. */
export async function invite(
  kestra: KestraClient,
  { email, group_names = [], role }: InviteUser,
): Promise<Outcome> {
  const open = (await kestra.invitations.ofEmail(email)).find(isOpen);
  if (open)
    return {
      ...open,
      message: 'The user already has this open invitation. Its role and groups are unchanged.',
    };
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

/** Kestra 2.0 names the type of the error. In 1.x, its message says that the user already is invited or has access. */
function isPresent(error: unknown): error is Error {
  if (alreadyExists(error)) return true;
  return error instanceof ConflictError && error.problem === undefined && /\balready\b/i.test(error.said);
}

function withoutInvitation(email: string, outcome: 'invited' | 'granted'): Outcome {
  if (outcome === 'invited') return { email, status: 'CREATED' };
  return {
    email,
    status: 'GRANTED',
    message: 'The user already exists and now has access, without an invitation.',
  };
}

/**
 * The invitation after an error. If the user already is invited or has access, an earlier invitation may exist. If Kestra
 * fails to send the email, it has created the invitation nevertheless.
 */
async function leftBehind(kestra: KestraClient, email: string, error: unknown): Promise<Outcome | undefined> {
  if (isPresent(error)) {
    const [newest] = await kestra.invitations.ofEmail(email);
    return newest && { ...newest, message: `No new invitation was created. ${error.message}` };
  }
  if (error instanceof ServerError) {
    const open = (await kestra.invitations.ofEmail(email)).find(isOpen);
    return (
      open && {
        ...open,
        message: `The invitation was created, but its email may not have been sent. Check the mail settings of Kestra. ${error.message}`,
      }
    );
  }
  return undefined;
}
