import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The one group of all classes of this bundle. */
export const EE: ToolGroupOptions = {
  name: 'ee',
  title: 'Enterprise Edition',
  instructions: 'what only that edition of Kestra has.',
};
