import { type Confirm, NotFoundError, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { ManageFlow } from './flow.schemas.js';

const MOST_NAMES = 5;

/** What deleting a flow takes away. */
export const confirmFlow: Confirm<z.output<typeof ManageFlow>> = {
  async loses({ action, namespace, flow_id }, { kestra }) {
    if (action !== 'delete') return undefined;
    const flow = await kestra.flows.get(namespace, flow_id).catch((error: unknown) => {
      // The tool answers that with the nearest that there are.
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (flow === undefined) return undefined;
    const { revision, triggers = [] } = flow;
    const which = revision === undefined ? '' : `, revision ${revision}`;
    const ids = triggers.slice(0, MOST_NAMES).map(({ id }) => quoted(id));
    const more = triggers.length > ids.length ? ` and ${triggers.length - ids.length} more` : '';
    const starting = ids.length === 0 ? '' : `, with what starts it: the triggers ${ids.join(', ')}${more}`;
    return { will: `delete the flow ${namespace}.${flow_id}${which}${starting}`, asOf: revision ?? 'any' };
  },
};
