import { definePlugin } from '@kestra-mcp/core';
import { LogsResources } from './logs.resources.js';
import { LogsTools } from './logs.tools.js';

export default definePlugin({ id: 'logs', groups: [LogsTools, LogsResources], compact: true });
