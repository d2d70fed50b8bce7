import { definePlugin } from '@kestra-mcp/core';

export default definePlugin({ id: 'trigger', groups: [], compact: true });
