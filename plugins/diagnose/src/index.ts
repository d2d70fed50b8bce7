import { definePlugin } from '@kestra-mcp/core';
import { DiagnoseTools } from './execution/diagnose.tools.js';
import { OutputTools } from './output/output.tools.js';
import { SKILLS } from './skills.js';

export default definePlugin({
  id: 'diagnose',
  groups: [DiagnoseTools, OutputTools],
  skills: SKILLS,
  compact: true,
});
