import { cutMark, textWithin } from '@kestra-mcp/core';
import { seamFrom } from './seams.js';
import type { Window } from './window.js';

/** Characters reserved for the marks before and after a part. */
const MARKS = 600;

/** A part of a text file, marked where it is cut, and the offset of the next part. */
export function tellText(window: Window, size: number, room: number): { content: string; end: number } {
  const { text, offset } = window;
  const length = lengthWithin(window, Math.max(200, room - MARKS));
  const part = text.slice(0, length);
  const end = length === text.length && window.isEnd ? size : offset + Buffer.byteLength(part);
  const mark = (left: number, next: number) =>
    cutMark({ left, whole: size, unit: 'bytes' }, `Repeat the call with offset ${next}.`);
  // The three bytes of a byte order mark are not text.
  const before = offset > 3 ? `${mark(offset, 0)}\n` : '';
  return { content: `${before}${part}${end < size ? `\n${mark(size - end, end)}` : ''}`, end };
}

/** Cuts at the end of a line if one is near, and never inside what would be masked. */
function lengthWithin({ text, isEnd }: Window, room: number): number {
  const fitting = textWithin(text, room);
  if (fitting.length === text.length && isEnd) return text.length;
  const line = fitting.lastIndexOf('\n') + 1;
  return seamFrom(text, line > fitting.length / 2 ? line : Math.max(1, fitting.length));
}
