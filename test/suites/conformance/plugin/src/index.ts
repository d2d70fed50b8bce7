import { definePlugin } from '@kestra-mcp/core';
import { AskingTools } from './asking.tools.js';
import { ChangingOptions, ChangingTools } from './changing.tools.js';
import { ContentTools } from './content.tools.js';
import { Reading } from './reading.js';
import { RoundsTools } from './rounds.tools.js';
import { TaskTools } from './task.tools.js';
import { TellingTools } from './telling.tools.js';

export default definePlugin({
  id: 'conformance',
  groups: [ContentTools, TellingTools, AskingTools, RoundsTools, TaskTools, ChangingTools, Reading],
  options: ChangingOptions,
});
