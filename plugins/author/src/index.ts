import { definePlugin } from '@kestra-mcp/core';
import { EditingTools } from './editing/editing.tools.js';
import { AuthorPrompts } from './prompts/author.prompts.js';
import { SKILLS } from './skills.js';
import { ExpressionLists } from './types/expressions/expression-lists.js';
import { ExpressionTools } from './types/expressions/expressions.tools.js';
import { Renderer } from './types/expressions/render.js';
import { TaskTypes } from './types/task-types.js';
import { TypeTools } from './types/types.tools.js';
import { ValidateTools } from './validation/validate.tools.js';

export default definePlugin({
  id: 'author',
  groups: [ValidateTools, EditingTools, TypeTools, ExpressionTools, AuthorPrompts],
  providers: [TaskTypes, ExpressionLists, Renderer],
  skills: SKILLS,
  compact: true,
});
