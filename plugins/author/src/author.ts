import type { ToolGroupOptions } from '@kestra-mcp/core';

/** The one group of the plugin's classes. */
export const AUTHOR: ToolGroupOptions = {
  name: 'author',
  title: 'Authoring',
  instructions: 'flows written and changed: validation, edits, the task types of this instance.',
};
