import { definePlugin } from '@kestra-mcp/core';
import { OutputTools } from './output/output.tools.js';

export default definePlugin({ id: 'diagnose', groups: [OutputTools], compact: true });
