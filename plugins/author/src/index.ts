import { definePlugin } from '@kestra-mcp/core';
import { EditingTools } from './editing/editing.tools.js';

export default definePlugin({ id: 'author', groups: [EditingTools], compact: true });
