import { type Banner, type BannerContent, InputError } from '@kestra-mcp/core';

type Change = { [Member in keyof BannerContent]?: BannerContent[Member] | undefined } & { id_: string };

/** An announcement after a change. Kestra replaces all of it, so omitted values come from the current one. */
export function announcementAfter(change: Change, all: readonly Banner[]): BannerContent {
  const present = all.find(({ id }) => id === change.id_);
  const message = change.message ?? present?.message;
  if (message === undefined) {
    const ids = all.map(({ id }) => `"${id}"`).join(', ');
    throw new InputError(`The announcement "${change.id_}" does not exist.`, {
      hint: ids === '' ? 'Kestra has no announcements.' : `Use one of: ${ids}.`,
    });
  }
  return {
    message,
    type: change.type ?? present?.type ?? undefined,
    startDate: change.startDate ?? present?.startDate ?? undefined,
    endDate: change.endDate ?? present?.endDate ?? undefined,
    tenantId: change.tenantId ?? present?.tenantId ?? undefined,
    active: change.active,
  };
}
