import { definePlugin } from '@kestra-mcp/core';
import { RestartTools } from './restart.tools.js';

export default definePlugin({ id: 'restart', groups: [RestartTools], compact: true });
