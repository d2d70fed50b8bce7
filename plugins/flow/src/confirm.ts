import { type Confirm, NotFoundError, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { ManageFlow } from './flow.schemas.js';

const MOST_NAMES = 5;

/** Describes what is lost when a flow is deleted. */
export const confirmFlow: Confirm<z.output<typeof ManageFlow>> = {
  async loses({ action, namespace, flow_id }, { kestra }) {
    if (action !== 'delete') return undefined;
    const flow = await kestra.flows.get(namespace, flow_id).catch((error: unknown) => {
      // The tool answers this itself and names the nearest flows.
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (flow === undefined) return undefined;
    const { revision, triggers = [] } = flow;
    const which = revision === undefined ? '' : `, revision ${revision}`;
    const ids = triggers.slice(0, MOST_NAMES).map(({ id }) => quoted(id));
    const more = triggers.length > ids.length ? ` and ${triggers.length - ids.length} more` : '';
    const triggersLost =
      ids.length === 0
        ? ''
        : `, with its ${triggers.length === 1 ? 'trigger' : 'triggers'} ${ids.join(', ')}${more}`;
    return {
      will: `delete the flow ${namespace}.${flow_id}${which}${triggersLost}`,
      asOf: revision ?? 'any',
    };
  },
};
