import { definePlugin } from '@kestra-mcp/core';
import { AccessTools } from './access/access.tools.js';
import { AppTools } from './apps/apps.tools.js';
import { InstanceTools } from './instance/instance.tools.js';
import { TestTools } from './tests/tests.tools.js';

export default definePlugin({
  id: 'ee',
  groups: [InstanceTools, AccessTools, AppTools, TestTools],
  compact: true,
});
