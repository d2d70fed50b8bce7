import { definePlugin } from '@kestra-mcp/core';
import { ExecutionTools } from './execution.tools.js';

export default definePlugin({ id: 'execution', groups: [ExecutionTools], compact: true });
