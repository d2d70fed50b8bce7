import { cutMark, InputError, jsonChars, textWithin } from '@kestra-mcp/core';
import { lookup } from 'mrmime';

/** A part of a file. */
interface Part {
  content: string;
  encoding: 'text' | 'base64';
  bytes: number;
}

/** Room for all but the content: what is said of it, and the marks of what is before and after it. */
const ROOM = 1_200;
const LEAST = 400;
/** Bytes of a character that JSON writes as one. */
const WIDEST = 3;

/**
 * A file, or a part of a large one, as text, or as base64 when it is not UTF-8; `chars` is how many characters of JSON
 * there may be of it. Part of a text says that it is one, so that it is not saved for the whole.
 */
export function present(path: string, whole: Uint8Array, offset: number, chars: number) {
  const room = Math.max(LEAST, chars - ROOM - 2 * jsonChars(path));
  const part =
    textAt(whole, offset, WIDEST * room, room) ??
    textAt(whole, offset, room, room) ??
    bytesAt(whole, offset, room);
  const size = whole.byteLength;
  const end = offset + part.bytes;
  return {
    content: part.encoding === 'text' ? marked(part.content, { offset, end, size }) : part.content,
    encoding: part.encoding,
    mediaType: mediaTypeOf(path, part.encoding === 'text'),
    size,
    ...(end < size && { next: `${size - end} more bytes: call again with offset ${end}.` }),
  };
}

/** A whole file with its media type: text as such, everything else as its bytes. */
export function wholeOf(
  path: string,
  whole: Uint8Array,
): { mediaType: string; content: string | Uint8Array } {
  const text = decode(whole);
  return { mediaType: mediaTypeOf(path, text !== undefined), content: text ?? whole };
}

function marked(content: string, { offset, end, size }: Record<'offset' | 'end' | 'size', number>): string {
  if (content === '') return content;
  const mark = (left: number, next: number) =>
    cutMark({ left, whole: size, unit: 'bytes' }, `Call again with offset ${next}.`);
  const before = offset > 0 ? `${mark(offset, 0)}\n` : '';
  return `${before}${content}${end < size ? `\n${mark(size - end, end)}` : ''}`;
}

/** So many bytes as text, or less: it ends before a character that the cut would break. Undefined for what is not text. */
function textAt(whole: Uint8Array, offset: number, bytes: number, room: number): Part | undefined {
  const part = whole.subarray(offset, offset + bytes);
  const isCut = offset + part.byteLength < whole.byteLength;
  for (let end = part.byteLength; end >= part.byteLength - (isCut ? 3 : 0) && end >= 0; end--) {
    const text = decode(part.subarray(0, end));
    if (text === undefined) continue;
    const content = textWithin(text, room);
    return { content, encoding: 'text', bytes: content === text ? end : Buffer.byteLength(content) };
  }
  return undefined;
}

function bytesAt(whole: Uint8Array, offset: number, room: number): Part {
  const bytes = whole.subarray(offset, offset + Math.floor(room / 4) * 3);
  return { content: Buffer.from(bytes).toString('base64'), encoding: 'base64', bytes: bytes.byteLength };
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By the name; text is never a film, though TypeScript's `.ts` is MPEG's too. */
function mediaTypeOf(path: string, isText: boolean): string {
  const known = lookup(path);
  if (known !== undefined && !(isText && /^(audio|video)\//.test(known))) return known;
  return isText ? 'text/plain' : 'application/octet-stream';
}

/** The bytes that `file_content` means. `Buffer` skips what is not base64, and the file would be another one. */
export function bytesOf(content: string, encoding: 'text' | 'base64'): Uint8Array {
  if (encoding === 'base64' && !isBase64(content.replace(/\s/g, '')))
    throw new InputError('The argument "file_content" is not base64.', {
      hint: 'Give "encoding" as "text" to write it as it is.',
    });
  return Buffer.from(content, encoding === 'text' ? 'utf8' : 'base64');
}

function isBase64(content: string): boolean {
  const [digits = ''] = /^[\w+/-]*/.exec(content) ?? [];
  return digits.length % 4 !== 1 && /^={0,2}$/.test(content.slice(digits.length));
}
