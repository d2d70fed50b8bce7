import { definePlugin } from '@kestra-mcp/core';
import { EditingTools } from './editing/editing.tools.js';
import { AuthorPrompts } from './prompts/author.prompts.js';
import { TaskTypes } from './types/task-types.js';
import { TypeTools } from './types/types.tools.js';
import { ValidateTools } from './validation/validate.tools.js';

export default definePlugin({
  id: 'author',
  groups: [ValidateTools, EditingTools, TypeTools, AuthorPrompts],
  providers: [TaskTypes],
  compact: true,
});
