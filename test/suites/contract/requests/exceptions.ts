import type { Operation, Version } from './tables.js';

/** An operation that differs from the version's table, and the reason. */
export interface Exception {
  operation: string;
  now: Operation | 'gone';
  reason: string;
}

const OUTPUTS =
  'Kestra 2.0 as released: `GET T/outputs/executions/{id}` (flow outputs map), ' +
  '`T/outputs/tasks/{id}` (list `taskId,taskRunId,value,iteration,inline`), `T/outputs/tasks/{id}/{taskRunId}` (map); ' +
  'the snapshot and the migration guide show older `T/outputs/{id}[/{taskRunId}]`';

/** Where a released version differs from its table. The table of 2.0 is a snapshot from July. */
export const GA: Partial<Record<Version, readonly Exception[]>> = {
  '2.0': [
    { operation: 'GET /api/v1/{tenant}/outputs/{executionId}', now: 'gone', reason: OUTPUTS },
    { operation: 'GET /api/v1/{tenant}/outputs/{executionId}/{taskRunId}', now: 'gone', reason: OUTPUTS },
    { operation: 'GET /api/v1/{tenant}/outputs/executions/{executionId}', now: {}, reason: OUTPUTS },
    { operation: 'GET /api/v1/{tenant}/outputs/tasks/{executionId}', now: {}, reason: OUTPUTS },
    { operation: 'GET /api/v1/{tenant}/outputs/tasks/{executionId}/{taskRunId}', now: {}, reason: OUTPUTS },
  ],
};

/** Operations that are missing in the export of 1.1. They must exist, and be equal, in 1.0 and 1.3. */
export const LEFT_OUT_OF_1_1: readonly { operation: string; reason: string }[] = [
  {
    operation: 'POST /api/v1/{tenant}/executions/{executionId}/state',
    reason: 'the action `state`, `POST {taskRunId,state}`, is at `T/executions/{id}/X` in all of 1.x',
  },
  {
    operation: 'POST /api/v1/{tenant}/executions/{executionId}/eval/{taskRunId}',
    reason: '`/eval/{taskRunId}` from 0.24 to 1.1, and `/eval` beside it from 1.3',
  },
];

/** Operations that a version has only through an exception. */
export function excepted(version: Version): string[] {
  const released = (GA[version] ?? []).filter(({ now }) => now !== 'gone');
  return [...released, ...(version === '1.1' ? LEFT_OUT_OF_1_1 : [])].map(({ operation }) => operation);
}
