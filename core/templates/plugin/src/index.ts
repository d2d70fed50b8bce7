import { definePlugin } from '@kestra-mcp/core';
import { TemplateNameOptions } from './template-name.schemas.js';
import { TemplateNameTools } from './template-name.tools.js';

export default definePlugin({
  id: 'template-name',
  groups: [TemplateNameTools],
  options: TemplateNameOptions,
});
