import type { Confirm } from '@kestra-mcp/core';
import type { ResumeExecution } from './resume.schemas.js';

/** More than these at once have to be confirmed. */
const MANY = 20;

/** Very many executions that go on at once. */
export const confirmResumes: Confirm<ResumeExecution> = {
  bulk: ({ execution_ids = [] }) => execution_ids.length > MANY,
  loses({ execution_ids = [] }) {
    if (execution_ids.length <= MANY) return undefined;
    return { will: `let ${execution_ids.length} paused executions go on`, names: execution_ids };
  },
};
