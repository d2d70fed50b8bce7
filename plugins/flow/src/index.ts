import { definePlugin } from '@kestra-mcp/core';
import { FlowResources } from './flow.resources.js';
import { FlowTools } from './flow.tools.js';
import { GenerateTools } from './generate.tools.js';

export default definePlugin({ id: 'flow', groups: [FlowTools, GenerateTools, FlowResources], compact: true });
