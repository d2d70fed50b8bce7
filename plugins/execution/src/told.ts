import {
  type Execution,
  type KestraClient,
  type LoopReport,
  slimHistories,
  tellLoops,
} from '@kestra-mcp/core';

/** An execution as an answer tells it. */
export type Told = Execution & { loops?: LoopReport; next?: string };

/** An execution with what became of the iterations of its loops, and why some of them failed. */
export async function told(kestra: KestraClient, execution: Execution): Promise<Told> {
  const loops = await tellLoops(kestra, execution, { troubled: true, rest });
  const { outputsLeftOut: left, ...shown } = execution;
  return {
    ...slimHistories(shown as Execution),
    ...loops,
    ...(left !== undefined && { next: leftOut(left) }),
  };
}

function leftOut(count: number): string {
  return `The outputs of ${count} more task runs are left out: action get with task_run_id has those of one.`;
}

function rest(left: number): string {
  return (
    `get_execution_logs of this execution shows ${left === 1 ? 'the other one' : `the other ${left}`} ` +
    'with what they wrote, failed ones first. An iteration can be read by its id, as an execution.'
  );
}
