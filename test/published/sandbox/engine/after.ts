import type { FlowDefinition } from '../flow/definition.js';
import type { Execution } from './execution.js';
import { follow, type Start } from './resolve.js';

/** What of `afterExecution` is to be started now; not in a turn of a Loop, which is no end. */
export function afterwards({ afterExecution }: FlowDefinition, execution: Execution): Start[] {
  if (!afterExecution || execution.loopRun) return [];
  const runs = (execution.taskRuns ?? []).filter(({ forceExecution }) => forceExecution);
  const step = follow(afterExecution, runs);
  return step !== 'wait' && 'run' in step ? step.run : [];
}
