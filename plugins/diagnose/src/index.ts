import { definePlugin } from '@kestra-mcp/core';
import { DiagnoseTools } from './execution/diagnose.tools.js';

export default definePlugin({ id: 'diagnose', groups: [DiagnoseTools], compact: true });
