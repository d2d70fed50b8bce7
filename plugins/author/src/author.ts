import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The group that all classes of this plugin belong to. */
export const AUTHOR: ToolGroupOptions = {
  name: 'author',
  title: 'Authoring',
  instructions: 'Write and change flows: find task types of this instance, validate flows and edit them.',
};
