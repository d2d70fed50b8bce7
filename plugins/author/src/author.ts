import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The group that all classes of this plugin belong to. */
export const AUTHOR: ToolGroupOptions = {
  name: 'author',
  title: 'Authoring',
  instructions: 'Flow authoring: task types of this instance, validation, edits and expressions.',
};
