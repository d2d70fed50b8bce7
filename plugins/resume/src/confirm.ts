import type { Confirm } from '@kestra-mcp/core';
import type { ResumeExecution } from './resume.schemas.js';

/** More executions than this need a confirmation. */
const MANY = 20;

/** Describes a resume of many executions. */
export const confirmResumes: Confirm<ResumeExecution> = {
  bulk: ({ execution_ids = [] }) => execution_ids.length > MANY,
  loses({ execution_ids = [] }) {
    if (execution_ids.length <= MANY) return undefined;
    return { will: `resume ${execution_ids.length} paused executions`, names: execution_ids };
  },
};
