import { definePlugin } from '@kestra-mcp/core';
import { DiagnoseTools } from './execution/diagnose.tools.js';
import { HealthTools } from './health/health.tools.js';
import { OutputTools } from './output/output.tools.js';
import { DiagnosePrompts } from './prompts/diagnose.prompts.js';
import { SKILLS } from './skills.js';

export default definePlugin({
  id: 'diagnose',
  groups: [DiagnoseTools, OutputTools, HealthTools, DiagnosePrompts],
  skills: SKILLS,
  compact: true,
});
