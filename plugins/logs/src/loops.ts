import {
  type Execution,
  type KestraClient,
  type LogFilter,
  type LoopReport,
  tellLoops,
} from '@kestra-mcp/core';

/** The iterations of loops with their lines, which are not among the lines of the execution. */
export function loopsOf(
  kestra: KestraClient,
  run: Execution | string,
  lines: LogFilter,
  { answerChars, page = 1 }: { answerChars: number; page?: number | undefined },
): Promise<{ loops?: LoopReport }> {
  const rest = (left: number) =>
    `${left} more iterations follow. Call get_execution_logs with iterations_page ${page + 1}. ` +
    'The id of an iteration works as an execution_id.';
  return tellLoops(kestra, run, { lines, page, answerChars, rest });
}
