import { definePlugin } from '@kestra-mcp/core';
import { SlaOptions } from './sla.options.js';
import { SlaService } from './sla.service.js';
import { SLA, SlaTools } from './sla.tools.js';
import { TriggerSearch } from './trigger-search.js';

export default definePlugin({
  id: 'sla',
  groups: [SlaTools],
  providers: [SlaService, TriggerSearch],
  skills: [{ group: SLA, folder: new URL('../skills/explain-broken-targets/', import.meta.url) }],
  options: SlaOptions,
  onInit: ({ log, get }) => {
    const { maxDuration, minSuccess, flows } = get(SlaOptions);
    const own = Object.keys(flows).length;
    log.info(`Targets: ${maxDuration}, ${minSuccess * 100} % success. ${own} flows have their own targets.`);
  },
});
