import { definePlugin } from '@kestra-mcp/core';

export default definePlugin({ id: 'author', groups: [], compact: true });
