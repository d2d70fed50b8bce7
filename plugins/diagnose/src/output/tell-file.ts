import { type Execution, InputError, jsonChars, type KestraClient } from '@kestra-mcp/core';
import { LONGEST_SECRET } from './seams.js';
import { type RowFormat, readHead, readRows, rowFormatOf, type TableHead } from './tell-rows.js';
import { tellText } from './tell-text.js';
import type { Wanted } from './tell-value.js';
import { type Bytes, type Window, windowOf } from './window.js';

/** Characters reserved for the rest of the result. */
const MARGIN = 800;
const LEAST_ROOM = 400;
/** Most bytes of a character that JSON writes as one character. */
const WIDEST = 3;

export interface File {
  execution: Execution;
  uri: string;
}

/** A file of an execution from an offset: rows, text, or what is known about a file that is neither. */
export async function tellFile(kestra: KestraClient, file: File, { offset, limit, answerChars }: Wanted) {
  const { execution, uri } = file;
  const room = Math.max(LEAST_ROOM, answerChars - MARGIN - 2 * jsonChars(uri));
  const from = Math.max(0, offset - LONGEST_SECRET);
  const most = offset - from + WIDEST * (room + LONGEST_SECRET);
  const format = rowFormatOf(uri);
  const sizing = kestra.executionFiles.size(execution, uri);
  const reading = kestra.executionFiles.part(execution, uri, { from, most }).catch(async (error: unknown) => {
    // An offset far beyond the end fails before the end is noticed.
    const size = await sizing;
    if (size !== undefined) refuseBeyond(size, offset);
    throw error;
  });
  const [size, bytes, head] = await Promise.all([
    sizing,
    reading,
    format === 'csv' && offset > 0 ? readHead(kestra, execution, uri) : undefined,
  ]);
  const read = { bytes, from, size: size ?? from + bytes.byteLength };
  refuseBeyond(read.size, offset);
  const window = windowOf(read, offset);
  if (window === undefined) return binary(uri, read);
  const told = format && (await rowsOf(format, window, { size: read.size, limit, room, head }));
  if (told !== undefined) return { uri, ...told };
  const { content, end } = tellText(window, read.size, room);
  return { uri, type: 'text', size: read.size, content, ...nextOf(end, read.size) };
}

interface RowsAsked {
  size: number;
  limit: number;
  room: number;
  head: TableHead | undefined;
}

/** Undefined if there are no rows to read: the offset is inside a row, or the row is longer than a result. */
async function rowsOf(format: RowFormat, window: Window, { size, limit, room, head }: RowsAsked) {
  if (!window.isLine) return undefined;
  const columns = head?.columns;
  const { rows, end, unread } = await readRows(format, window, {
    limit,
    room: room - (columns === undefined ? 0 : jsonChars(columns)),
    head,
  });
  const at = window.offset + Buffer.byteLength(window.text.slice(0, end));
  if (rows.length === 0 && at < size) return undefined;
  const note = `${unread} of these rows could not be parsed as ${format} and are shown as text.`;
  return {
    type: format,
    size,
    ...(columns !== undefined && { columns }),
    rows,
    ...(unread > 0 && { note }),
    ...nextOf(at, size),
  };
}

function nextOf(end: number, size: number): { next?: string } {
  return end < size ? { next: `${size - end} more bytes. Repeat the call with offset ${end}.` } : {};
}

function refuseBeyond(size: number, offset: number): void {
  if (offset === 0 || offset < size) return;
  throw new InputError(`The offset ${offset} is beyond the end of the file. Its size in bytes is ${size}.`, {
    hint: 'Offsets are in bytes. Use the offset given in "next".',
  });
}

/** What is known about a file that is not text. */
async function binary(uri: string, { bytes, from, size }: Bytes) {
  const { lookup } = await import('mrmime');
  const mediaType = lookup(uri) ?? 'application/octet-stream';
  const isUtf16 = from === 0 && ['fffe', 'feff'].includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
  const isText = isUtf16 || /^text\/|json|xml/.test(mediaType);
  const note = isText
    ? `The file is not in UTF-8${isUtf16 ? ' but in UTF-16' : ''}. A task of a flow can convert it.`
    : 'The file is not text. Download it in the Kestra UI, or read it in a task of a flow.';
  return { uri, type: 'binary', mediaType, size, note };
}
