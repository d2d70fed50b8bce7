import { rowsFrom } from '@kestra-mcp/core';

/** For what stands beside rows. */
const MARGIN = 600;

/** All rows, or those of them that there is room for. */
export function listed<T>(rows: readonly T[], offset: number, answerChars: number) {
  const { results, total, next } = rowsFrom(rows, { offset, room: answerChars - MARGIN });
  return { results, ...((next !== undefined || offset > 0) && { total }), ...(next && { next }) };
}
