import { type ActionInput, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { confirmGroup, confirmInvitation } from '../confirm.js';
import { EE } from '../ee.js';
import {
  groupActions,
  Invited,
  InviteUser,
  invitationActions,
  ManagedGroup,
  ManagedInvitation,
  ManageGroup,
  ManageInvitations,
} from './access.schemas.js';
import { createGroup, updateGroup } from './groups.js';
import { invite } from './invite.js';

@ToolGroup(EE)
export class AccessTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'invite_user',
    description:
      'Invite a user to the tenant by email, with groups and a role. Returns an open invitation instead of a second one.',
    effect: 'write',
    edition: 'EE',
    input: InviteUser,
    output: Invited,
  })
  async inviteUser(input: InviteUser) {
    return invite(this.kestra, input);
  }

  @Tool({
    name: 'manage_invitations',
    title: 'Invitation',
    description: 'Manage an invitation',
    edition: 'EE',
    input: ManageInvitations,
    actions: invitationActions,
    output: ManagedInvitation,
    confirm: confirmInvitation,
  })
  async manageInvitations({ action, id_ }: ActionInput<typeof ManageInvitations, typeof invitationActions>) {
    const { invitations } = this.kestra;
    if (action === 'get') return invitations.get(id_);
    await invitations.delete(id_);
    return { status: 'deleted', id: id_ };
  }

  @Tool({
    name: 'manage_group',
    title: 'Group of users',
    description: 'Manage a group of users',
    edition: 'EE',
    input: ManageGroup,
    actions: groupActions,
    output: ManagedGroup,
    confirm: confirmGroup,
  })
  async manageGroup(input: ActionInput<typeof ManageGroup, typeof groupActions>) {
    switch (input.action) {
      case 'create':
        return createGroup(this.kestra, input);
      case 'get':
        return this.kestra.groups.get(input.id_);
      case 'update':
        return updateGroup(this.kestra, input);
      case 'delete':
        await this.kestra.groups.delete(input.id_);
        return { status: 'deleted', id: input.id_ };
    }
  }
}
