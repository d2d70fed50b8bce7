import { definePlugin } from '@kestra-mcp/core';
import { FlowResources } from './flow.resources.js';
import { FlowTools } from './flow.tools.js';
import { GenerateTools } from './generate.tools.js';
import { ShowTools } from './show/show.tools.js';

export default definePlugin({
  id: 'flow',
  groups: [FlowTools, GenerateTools, ShowTools, FlowResources],
  compact: true,
});
