import type { Confirm } from '@kestra-mcp/core';
import type { ReplayExecution } from './replay.schemas.js';

/** More executions than this need a confirmation. */
const MANY = 20;

/** Describes a replay of many executions. */
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
