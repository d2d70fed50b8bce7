import { definePlugin } from '@kestra-mcp/core';
import { ValidateTools } from './validation/validate.tools.js';

export default definePlugin({ id: 'author', groups: [ValidateTools], compact: true });
