import { type Confirm, quoted } from '@kestra-mcp/core';
import type { BackfillExecutions } from './backfill.schemas.js';
import { rangeOf } from './range.js';
import { countIn, MOST } from './runs.js';
import { scheduleOf } from './schedule.js';

/** More than these at once have to be confirmed. */
const MANY = 20;

/** Very many new executions at once, as far as they can be counted. */
export const confirmBackfill: Confirm<BackfillExecutions> = {
  bulk: () => true,
  async loses(asked, { kestra }) {
    const { namespace, flow_id } = asked;
    const range = rangeOf(asked);
    const { triggers = [], disabled } = await kestra.flows.get(namespace, flow_id);
    const id = asked.trigger_id ?? scheduleOf(`${namespace}.${flow_id}`, triggers);
    const trigger = triggers.find((each) => each.id === id);
    const count = disabled || trigger === undefined ? 0 : ((await countIn(range, trigger)) ?? 0);
    if (count <= MANY) return undefined;
    const many = count > MOST ? `more than ${MOST}` : `about ${count}`;
    const from = `from ${range.start} to ${range.end}`;
    return {
      will: `start ${many} executions of the flow ${namespace}.${flow_id}, those of its schedule ${quoted(id)} ${from}`,
      // Without an end it ends now, which is another one at each look.
      asOf: [id, many],
    };
  },
};
