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

/** Kinds that a change of the flow mends. */
const OF_FLOW: ReadonlySet<Hint['kind']> = new Set(['expression', 'type', 'timeout']);

/** What to do about a failed task, in the order in which it is done. */
export function adviceFor({ execution, asking }: Case, { hint, level, run }: Failure): Next[] {
  const next: Next[] = [];
  const { map, execution: at } = level;
  const place = map?.place(run.taskId);
  // What a subflow is given stands in the flow that calls it.
  const isOfFlow = OF_FLOW.has(hint.kind) || (hint.kind === 'input' && subflowOf(place) !== undefined);
  if (isOfFlow) {
    next.push(readFlow(at, `shows the task "${run.taskId}"; edit_flow changes it.`, place?.id));
  }
  const subflow = place?.task.flowId;
  if (hint.kind === 'subflow' && typeof subflow === 'string' && subflowOf(place) !== undefined) {
    const namespace = typeof place?.task.namespace === 'string' ? place.task.namespace : at.namespace;
    const isDisabled = hint.name === undefined;
    next.push(
      isDisabled
        ? enableFlow(namespace, subflow, 'lets the subflow run.')
        : readFlow(at, `shows which subflow the task "${run.taskId}" names.`, place?.id),
    );
  }
  if (hint.kind === 'other') next.push(logs(at, run.id, 'has all that the task wrote.'));
  // Without its flow nothing can run again.
  if (asking.isFlowGone) return next;
  const current = execution.state.current;
  if (current === 'FAILED') {
    next.push(
      isOfFlow
        ? replay(execution, 'runs it anew with the corrected flow.', true)
        : restart(execution, 'goes on from the failed task, once the reason is gone.'),
    );
  } else if (
    current === 'KILLED' ||
    current === 'WARNING' ||
    current === 'RETRIED' ||
    current === 'CANCELLED'
  ) {
    next.push(replay(execution, 'runs it anew with the same inputs.'));
  }
  return next;
}
