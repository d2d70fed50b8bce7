import { definePlugin } from '@kestra-mcp/core';
import { BackfillTools } from './backfill.tools.js';

export default definePlugin({ id: 'backfill', groups: [BackfillTools], compact: true });
