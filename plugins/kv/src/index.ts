import { definePlugin } from '@kestra-mcp/core';
import { KvTools } from './kv.tools.js';

export default definePlugin({ id: 'kv', groups: [KvTools], compact: true });
