import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The group that all classes of this plugin share. */
export const EE: ToolGroupOptions = {
  name: 'ee',
  title: 'Enterprise Edition',
  instructions: 'Manage invitations, groups, apps, unit tests and announcements, and read the license.',
};
