import type { TaskRun } from '@kestra-mcp/core';
import type { Case } from '../case.js';
import type { Level } from '../reading/follow.js';
import { type Hint, subflowOf } from '../reading/hints.js';
import { enableFlow, logs, type Next, readFlow, replay, restart } from './next.js';

interface Failure {
  hint: Hint;
  level: Level;
  run: TaskRun;
}

/** Kinds of failures that a change to the flow fixes. */
const OF_FLOW: ReadonlySet<Hint['kind']> = new Set(['expression', 'type', 'timeout']);

/** What to do about a failed task, in order. */
export function adviceFor({ execution, asking }: Case, { hint, level, run }: Failure): Next[] {
  const next: Next[] = [];
  const { map, execution: at } = level;
  const place = map?.place(run.taskId);
  // The inputs of a subflow are in the flow that calls it.
  const isOfFlow = OF_FLOW.has(hint.kind) || (hint.kind === 'input' && subflowOf(place) !== undefined);
  if (isOfFlow) {
    next.push(readFlow(at, `Shows the task "${run.taskId}". To change it, use edit_flow.`, place?.id));
  }
  const subflow = place?.task.flowId;
  if (hint.kind === 'subflow' && typeof subflow === 'string' && subflowOf(place) !== undefined) {
    const namespace = typeof place?.task.namespace === 'string' ? place.task.namespace : at.namespace;
    const isDisabled = hint.name === undefined;
    next.push(
      isDisabled
        ? enableFlow(namespace, subflow, 'Enables the subflow so that it can run.')
        : readFlow(at, `Shows which subflow the task "${run.taskId}" calls.`, place?.id),
    );
  }
  if (hint.kind === 'other') next.push(logs(at, run.id, 'Shows everything that the task logged.'));
  // Without its flow, nothing can run again.
  if (asking.isFlowGone) return next;
  const current = execution.state.current;
  if (current === 'FAILED') {
    next.push(
      isOfFlow
        ? replay(execution, 'Runs it again with the corrected flow.', true)
        : restart(execution, 'Continues from the failed task. Do this when the cause is fixed.'),
    );
  } else if (
    current === 'KILLED' ||
    current === 'WARNING' ||
    current === 'RETRIED' ||
    current === 'CANCELLED'
  ) {
    next.push(replay(execution, 'Runs it again with the same inputs.'));
  }
  return next;
}
