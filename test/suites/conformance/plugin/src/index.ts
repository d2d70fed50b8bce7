import { definePlugin } from '@kestra-mcp/core';
import { ChangingOptions, ChangingTools } from './changing.tools.js';
import { ContentTools } from './content.tools.js';
import { Reading } from './reading.js';
import { TellingTools } from './telling.tools.js';

export default definePlugin({
  id: 'conformance',
  groups: [ContentTools, TellingTools, ChangingTools, Reading],
  options: ChangingOptions,
});
