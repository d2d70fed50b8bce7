import { definePlugin } from '@kestra-mcp/core';
import { TriggerTools } from './trigger.tools.js';

export default definePlugin({ id: 'trigger', groups: [TriggerTools], compact: true });
