import { definePlugin } from '@kestra-mcp/core';
import { EditingTools } from './editing/editing.tools.js';
import { SKILLS } from './skills.js';
import { TaskTypes } from './types/task-types.js';
import { TypeTools } from './types/types.tools.js';
import { ValidateTools } from './validation/validate.tools.js';

export default definePlugin({
  id: 'author',
  groups: [ValidateTools, EditingTools, TypeTools],
  providers: [TaskTypes],
  skills: SKILLS,
  compact: true,
});
