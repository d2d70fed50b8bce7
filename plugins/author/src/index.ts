import { definePlugin } from '@kestra-mcp/core';
import { TaskTypes } from './types/task-types.js';
import { TypeTools } from './types/types.tools.js';
import { ValidateTools } from './validation/validate.tools.js';

export default definePlugin({
  id: 'author',
  groups: [ValidateTools, TypeTools],
  providers: [TaskTypes],
  compact: true,
});
