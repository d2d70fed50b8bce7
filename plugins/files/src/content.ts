import { cutMark, InputError, jsonChars, textWithin } from '@kestra-mcp/core';
import { lookup } from 'mrmime';

/** A part of a file. */
interface Part {
  content: string;
  encoding: 'text' | 'base64';
  bytes: number;
}

/** Characters reserved for everything but the content: its properties, and the marks before and after it. */
const ROOM = 1_200;
const LEAST = 400;
/** Most bytes of a character that is one character in JSON. */
const WIDEST = 3;

/**
 * A file, or a part of a large one, as text, or as base64 if it is not UTF-8. `chars` limits the characters of JSON. A part
 * of a text is marked as a part, so that it is not saved as the whole file.
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
    ...(end < size && { next: `${size - end} more bytes follow. Repeat the call with offset ${end}.` }),
  };
}

/** A whole file with its media type: as text if it is text, otherwise as bytes. */
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
    cutMark({ left, whole: size, unit: 'bytes' }, `Repeat the call with offset ${next}.`);
  const before = offset > 0 ? `${mark(offset, 0)}\n` : '';
  return `${before}${content}${end < size ? `\n${mark(size - end, end)}` : ''}`;
}

/** At most this many bytes as text. It ends before a character that the cut would break. Undefined if it is not text. */
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

/** The media type by file name. Text is never audio or video, although TypeScript and MPEG share `.ts`. */
function mediaTypeOf(path: string, isText: boolean): string {
  const known = lookup(path);
  if (known !== undefined && !(isText && /^(audio|video)\//.test(known))) return known;
  return isText ? 'text/plain' : 'application/octet-stream';
}

/** The bytes of `file_content`. Invalid base64 is refused: `Buffer` would skip it, and the file would differ. */
export function bytesOf(content: string, encoding: 'text' | 'base64'): Uint8Array {
  if (encoding === 'base64' && !isBase64(content.replace(/\s/g, '')))
    throw new InputError('The argument "file_content" is not base64.', {
      hint: 'Set "encoding" to "text" to write the content as it is.',
    });
  return Buffer.from(content, encoding === 'text' ? 'utf8' : 'base64');
}

function isBase64(content: string): boolean {
  const [digits = ''] = /^[\w+/-]*/.exec(content) ?? [];
  return digits.length % 4 !== 1 && /^={0,2}$/.test(content.slice(digits.length));
}
