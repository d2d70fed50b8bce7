import { type ActionInput, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { confirmAnnouncement } from '../confirm.js';
import { EE } from '../ee.js';
import { announcementAfter } from './announcement.js';
import {
  Announcements,
  announcementActions,
  GetInstanceInfo,
  InstanceInfo,
  ManageAnnouncements,
} from './instance.schemas.js';

@ToolGroup(EE)
export class InstanceTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_instance_info',
    description:
      'Get the version and configuration of the Kestra instance, or its license: type, expiry, limits.',
    effect: 'read',
    edition: 'EE',
    input: GetInstanceInfo,
    output: InstanceInfo,
  })
  async getInstanceInfo({ info }: GetInstanceInfo) {
    const { instance } = this.kestra;
    return info === 'configuration' ? instance.configuration() : instance.license();
  }

  @Tool({
    name: 'manage_announcements',
    description: 'Manage announcements, the banners in the Kestra UI',
    edition: 'EE',
    input: ManageAnnouncements,
    actions: announcementActions,
    output: Announcements,
    confirm: confirmAnnouncement,
  })
  async manageAnnouncements(input: ActionInput<typeof ManageAnnouncements, typeof announcementActions>) {
    const { banners } = this.kestra;
    switch (input.action) {
      case 'list':
        return { results: await banners.list() };
      case 'create': {
        const { action: _, id_: __, ...content } = input;
        return banners.create(content);
      }
      case 'update':
        return banners.update(input.id_, announcementAfter(input, await banners.list()));
      case 'delete':
        await banners.delete(input.id_);
        return { status: 'deleted', id: input.id_ };
    }
  }
}
