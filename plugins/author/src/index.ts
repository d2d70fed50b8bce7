import { definePlugin } from '@kestra-mcp/core';
import { EditingTools } from './editing/editing.tools.js';
import { ValidateTools } from './validation/validate.tools.js';

export default definePlugin({ id: 'author', groups: [ValidateTools, EditingTools], compact: true });
