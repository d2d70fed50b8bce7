import type { Confirm } from '@kestra-mcp/core';
import type { ReplayExecution } from './replay.schemas.js';

/** More than these at once have to be confirmed. */
const MANY = 20;

/** Very many new executions at once. */
export const confirmReplays: Confirm<ReplayExecution> = {
  bulk: ({ ids = [] }) => ids.length > MANY,
  loses({ ids = [], latest_revision }) {
    if (ids.length <= MANY) return undefined;
    const how = latest_revision ? ' with the latest revision of their flows' : '';
    return {
      will: `start ${ids.length} new executions that replay existing ones${how}`,
      names: [...new Set(ids)],
    };
  },
};
