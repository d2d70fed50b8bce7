import {
  type Execution,
  type KestraClient,
  type LogFilter,
  type LoopReport,
  tellLoops,
} from '@kestra-mcp/core';

/** A loop's iterations with their lines, which those of the run do not have. */
export function loopsOf(
  kestra: KestraClient,
  run: Execution | string,
  lines: LogFilter,
  { answerChars, page = 1 }: { answerChars: number; page?: number | undefined },
): Promise<{ loops?: LoopReport }> {
  const rest = (left: number) =>
    `${left} more iterations: get_execution_logs with iterations_page ${page + 1}. ` +
    'An iteration can be read by its id, as an execution.';
  return tellLoops(kestra, run, { lines, page, answerChars, rest });
}
