import type { KestraClient } from '../../kestra/client.js';
import { type LoopReport, tellLoops } from '../../kestra/resources/loops.js';
import type { Execution } from '../../kestra/types.js';
import { jsonChars } from '../../response/bound/json-chars.js';
import { type ToldExecution, tellExecution } from '../../response/execution/tell-execution.js';

/** An execution in a result, with its loops. */
export type Told = ToldExecution & { loops?: LoopReport };

/** The size limit, and the first task run to include. */
export interface Room {
  answerChars: number;
  from?: number | undefined;
}

/** Reserved for the text that says how to continue. */
const MARGIN = 500;

/** An execution with the outcome of the iterations of its loops, and why some of them failed. */
export async function tellWithLoops(
  kestra: KestraClient,
  execution: Execution,
  { answerChars, from = 0 }: Room,
): Promise<Told> {
  const loops = await tellLoops(kestra, execution, { troubled: true, answerChars, rest });
  const room = answerChars - jsonChars(loops) - MARGIN;
  const shown = tellExecution(kestra, execution, { room, from });
  const { outputsLeftOut: left, outputsTooLarge: large } = execution;
  const next = [shown.next, left && leftOut(left), large && tooLarge(large)].filter(Boolean).join(' ');
  return { ...shown, ...loops, ...(next !== '' && { next }) };
}

function leftOut(count: number): string {
  return `The outputs of ${count} more task runs are left out. Use action get with task_run_id to get the outputs of one.`;
}

/** Kestra cannot return them in parts. */
function tooLarge(ids: readonly string[]): string {
  const whose = `${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ` and ${ids.length - 10} more` : ''}`;
  return `Outputs of more than 10 MB are left out, here those of ${whose}. Open them in the Kestra UI.`;
}

function rest(left: number): string {
  return (
    `Use get_execution_logs with this execution to see ${left === 1 ? 'the other one' : `the other ${left}`} ` +
    'with their logs, failed ones first. You can read an iteration by its id, like an execution.'
  );
}
