import { rowsFrom } from '@kestra-mcp/core';

/** Characters reserved for everything but the rows. */
const MARGIN = 600;

/** All rows, or as many as fit. */
export function listed<T>(rows: readonly T[], offset: number, answerChars: number) {
  const { results, total, next } = rowsFrom(rows, { offset, room: answerChars - MARGIN });
  return { results, ...((next !== undefined || offset > 0) && { total }), ...(next && { next }) };
}
