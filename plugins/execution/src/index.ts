import { definePlugin } from '@kestra-mcp/core';
import { ExecutionResources } from './execution.resources.js';
import { ExecutionTools } from './execution.tools.js';

export default definePlugin({ id: 'execution', groups: [ExecutionTools, ExecutionResources], compact: true });
