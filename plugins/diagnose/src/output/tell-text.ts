import { cutMark, textWithin } from '@kestra-mcp/core';
import { seamFrom } from './seams.js';
import type { Window } from './window.js';

/** For the marks of what is before and behind a part. */
const MARKS = 600;

/** A part of a text as it stands in the file, marked where it is cut; with the byte that the next part begins at. */
export function tellText(window: Window, size: number, room: number): { content: string; end: number } {
  const { text, offset } = window;
  const length = lengthWithin(window, Math.max(200, room - MARKS));
  const part = text.slice(0, length);
  const end = length === text.length && window.isEnd ? size : offset + Buffer.byteLength(part);
  const mark = (left: number, next: number) =>
    cutMark({ left, whole: size, unit: 'bytes' }, `Call again with offset ${next}.`);
  // The three bytes of a mark of order at the beginning are nobody's text.
  const before = offset > 3 ? `${mark(offset, 0)}\n` : '';
  return { content: `${before}${part}${end < size ? `\n${mark(size - end, end)}` : ''}`, end };
}

/** Up to the end of a line where one is near, and never through what would be masked. */
function lengthWithin({ text, isEnd }: Window, room: number): number {
  const fitting = textWithin(text, room);
  if (fitting.length === text.length && isEnd) return text.length;
  const line = fitting.lastIndexOf('\n') + 1;
  return seamFrom(text, line > fitting.length / 2 ? line : Math.max(1, fitting.length));
}
