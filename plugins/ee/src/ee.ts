import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The group that all classes of this plugin share. */
export const EE: ToolGroupOptions = {
  name: 'ee',
  title: 'Enterprise Edition',
  instructions:
    'Invitations, groups, apps, unit tests and announcements, which only Enterprise Edition (EE) has.',
};
