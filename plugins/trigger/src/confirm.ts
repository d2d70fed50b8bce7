import { type Confirm, isBackfillOver, NotFoundError, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import { runsLeft } from './left.js';
import { lookAt } from './look.js';
import type { ManageTrigger } from './trigger.schemas.js';

/** Says what is lost by stopping a backfill: the executions that it has not started yet. */
export const confirmTrigger: Confirm<z.output<typeof ManageTrigger>> = {
  async loses({ action, namespace, flow_id, trigger_id }, { kestra }) {
    if (action !== 'stop_backfill') return undefined;
    if (namespace === undefined || flow_id === undefined || trigger_id === undefined) return undefined;
    const seen = await lookAt(kestra, { namespace, flow_id, trigger_id }).catch((error: unknown) => {
      // The call itself reports this.
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    const { row, declared } = seen ?? {};
    if (row?.backfill == null || isBackfillOver(row)) return undefined;
    const { start = '?', end = 'now', currentDate = start } = row.backfill;
    const left = await runsLeft(row, declared);
    const count = left === undefined ? '' : ` (${left})`;
    return {
      will: `stop the backfill of the trigger ${quoted(trigger_id)} of the flow ${namespace}.${flow_id} from ${quoted(start)} to ${quoted(end)}, now at ${quoted(currentDate)}, and drop the executions it has not started${count}`,
      // The current date moves on in the meantime.
      asOf: [start, end],
    };
  },
};
