import { type Confirm, quoted, type Trigger } from '@kestra-mcp/core';
import type { BackfillExecutions } from './backfill.schemas.js';
import { rangeOf } from './range.js';
import { countIn, MOST } from './runs.js';
import { scheduleOf } from './schedule.js';

/** More executions than this need a confirmation. */
const MANY = 20;

/** Describes a backfill of many executions, as far as they can be counted. */
export const confirmBackfill: Confirm<BackfillExecutions> = {
  bulk: () => true,
  async loses(asked, { kestra }) {
    const { namespace, flow_id } = asked;
    const range = rangeOf(asked);
    const { triggers = [] } = await kestra.flows.get(namespace, flow_id);
    const id = asked.trigger_id ?? scheduleOf(`${namespace}.${flow_id}`, triggers);
    const trigger = triggers.find((each) => each.id === id);
    if (trigger === undefined) return undefined;
    const count = await countIn(range, trigger);
    if ((count ?? mostIn(range, trigger)) <= MANY) return undefined;
    const many = howMany(count);
    const from = `from ${range.start} to ${range.end}`;
    return {
      will: `start ${many} executions of the flow ${namespace}.${flow_id} for its schedule ${quoted(id)} ${from}`,
      // The dates are not part of it: without an end, the backfill ends now, which changes with each call.
      asOf: [id, many],
    };
  },
};

function howMany(count: number | undefined): string {
  if (count === undefined) return 'an unknown number of';
  return count > MOST ? `more than ${MOST}` : `about ${count}`;
}

/** The upper limit for a schedule that cannot be parsed: one execution per minute, or per second. */
function mostIn({ start, end }: { start: string; end: string }, { withSeconds }: Trigger): number {
  return (Date.parse(end) - Date.parse(start)) / (withSeconds === true ? 1_000 : 60_000) + 1;
}
