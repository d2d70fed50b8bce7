import { InputError } from '@kestra-mcp/core';
import { lookup } from 'mrmime';

/** Most that is answered at once, in bytes. */
export const PART = 100_000;

/** A file, or a part of a large one, as text, or as base64 when it is not UTF-8. */
export function present(path: string, whole: Uint8Array, offset: number) {
  const part = whole.subarray(offset, offset + PART);
  const text = readText(whole, offset, part);
  const end = offset + (text?.bytes ?? part.byteLength);
  return {
    content: text?.content ?? Buffer.from(part).toString('base64'),
    encoding: text ? 'text' : 'base64',
    mediaType: mediaTypeOf(path, text !== undefined),
    size: whole.byteLength,
    ...(end < whole.byteLength && {
      next: `${whole.byteLength - end} more bytes: call again with offset ${end}.`,
    }),
  };
}

/** The part as text, ending before a character that the cut would break; undefined for what is not text. */
function readText(
  whole: Uint8Array,
  offset: number,
  part: Uint8Array,
): { content: string; bytes: number } | undefined {
  const cut = offset + part.byteLength < whole.byteLength;
  for (let bytes = part.byteLength; bytes >= part.byteLength - (cut ? 3 : 0) && bytes >= 0; bytes--) {
    const content = decode(part.subarray(0, bytes));
    if (content !== undefined) return { content, bytes };
  }
  return undefined;
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
