import { definePlugin } from '@kestra-mcp/core';
import { LogsTools } from './logs.tools.js';

export default definePlugin({ id: 'logs', groups: [LogsTools], compact: true });
