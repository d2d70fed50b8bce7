import { ENTERPRISE } from '../versions/enterprise.js';
import type { InstanceResource } from '../versions/instance.js';
import { NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** An invitation. Its `status` is PENDING, ACCEPTED or EXPIRED. */
export interface Invitation {
  id?: string;
  email?: string;
  status?: string;
  isExpired?: boolean;
  sentAt?: string;
  [key: string]: unknown;
}

/** Who to invite, and with which groups and role. */
export interface NewInvitation {
  email: string;
  groupIds: readonly string[];
  roleId?: string | undefined;
}

/** Invitations (Enterprise Edition): `/api/v1/{tenant}/invitations`. */
export class InvitationsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /** List the invitations of an email address, newest first: `GET invitations/email/{email}`. */
  async ofEmail(email: string): Promise<Invitation[]> {
    try {
      const answer = await this.#http.jsonIfAny({
        path: route`invitations/email/${email}`,
        within: 'tenant',
      });
      // Some versions wrap the list in another list.
      const rows = [answer ?? []].flat(2) as Invitation[];
      return rows.sort((a, b) => (b.sentAt ?? '').localeCompare(a.sentAt ?? ''));
    } catch (error) {
      if (error instanceof NotFoundError) return [];
      throw error;
    }
  }

  /**
   * Invite a user: `POST invitations`. Returns `invited`, or `granted` if the user already existed and received access
   * without an invitation. Read the invitation afterward. Throws ConflictError if the email address is already invited
   * or has access.
   */
  async create(invitation: NewInvitation): Promise<'invited' | 'granted'> {
    const { invitationRoles } = await this.instance.dialect();
    const { status } = await this.#http.send({
      method: 'POST',
      path: route`invitations`,
      within: 'tenant',
      json: invitationRoles === 'bindings' ? withBindings(invitation) : withRoles(invitation),
      hints: ENTERPRISE,
    });
    return status === 204 ? 'granted' : 'invited';
  }

  /** Get an invitation: `GET invitations/{id}`. Throws NotFoundError if it does not exist. */
  get(id: string): Promise<Invitation> {
    return this.#http.json({ path: route`invitations/${id}`, within: 'tenant' });
  }

  /** Delete an invitation: `DELETE invitations/{id}`. Throws NotFoundError if it does not exist. */
  async delete(id: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`invitations/${id}`,
      within: 'tenant',
      effect: 'destructive',
    });
  }
}

/** The body before 0.24. */
function withBindings({ email, groupIds, roleId }: NewInvitation) {
  const bindings = roleId === undefined ? [] : [{ type: 'USER', roleId, deleted: false }];
  return { email, userType: 'STANDARD', groupIds, bindings };
}

/** The body since 0.24. */
function withRoles({ email, groupIds, roleId }: NewInvitation) {
  return {
    email,
    ...(roleId !== undefined && { roles: [{ id: roleId }] }),
    ...(groupIds.length > 0 && { groups: groupIds }),
  };
}
