import type { FlowDefinition } from '../flow/definition.js';
import type { Execution } from './execution.js';
import { follow, type Start } from './resolve.js';

/** The tasks of `afterExecution` to start now. A turn of a Loop has none, since it does not end the execution. */
export function afterwards({ afterExecution }: FlowDefinition, execution: Execution): Start[] {
  if (!afterExecution || execution.loopRun) return [];
  const runs = (execution.taskRuns ?? []).filter(({ forceExecution }) => forceExecution);
  const step = follow(afterExecution, runs);
  return step !== 'wait' && 'run' in step ? step.run : [];
}
