import { definePlugin } from '@kestra-mcp/core';

export default definePlugin({ id: 'diagnose', groups: [], compact: true });
