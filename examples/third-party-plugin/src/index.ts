import { definePlugin } from '@kestra-mcp/core';
import { SlaOptions } from './sla.options.js';
import { SlaService } from './sla.service.js';
import { SlaTools } from './sla.tools.js';
import { TriggerSearch } from './trigger-search.js';

export default definePlugin({
  id: 'sla',
  groups: [SlaTools],
  providers: [SlaService, TriggerSearch],
  options: SlaOptions,
  onInit: ({ log, get }) => {
    const { maxDuration, minSuccess, flows } = get(SlaOptions);
    const own = Object.keys(flows).length;
    log.info(`Targets: ${maxDuration}, ${minSuccess * 100} % success; ${own} flows have their own.`);
  },
});
