import { definePlugin } from '@kestra-mcp/core';
import { FlowTools } from './flow.tools.js';
import { GenerateTools } from './generate.tools.js';
import { ShowTools } from './show/show.tools.js';

export default definePlugin({ id: 'flow', groups: [FlowTools, GenerateTools, ShowTools], compact: true });
