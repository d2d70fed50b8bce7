import { definePlugin } from '@kestra-mcp/core';
import { AccessTools } from './access.tools.js';
import { AppTools } from './apps.tools.js';
import { InstanceTools } from './instance.tools.js';
import { TestTools } from './tests.tools.js';

export default definePlugin({
  id: 'ee',
  groups: [InstanceTools, AccessTools, AppTools, TestTools],
  compact: true,
});
