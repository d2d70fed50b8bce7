import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The one group of all classes of this bundle. */
export const EE: ToolGroupOptions = {
  name: 'ee',
  title: 'Enterprise Edition',
  instructions: 'apps, unit tests of flows, announcements, invitations, groups, license.',
};
