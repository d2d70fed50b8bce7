import { definePlugin } from '@kestra-mcp/core';
import { ReplayTools } from './replay.tools.js';

export default definePlugin({ id: 'replay', groups: [ReplayTools], compact: true });
