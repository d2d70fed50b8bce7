import { definePlugin } from '@kestra-mcp/core';
import { ResumeTools } from './resume.tools.js';

export default definePlugin({ id: 'resume', groups: [ResumeTools], compact: true });
