import type { FormPart } from '../wire/multipart.js';
import type { DeclaredInput } from './declared.js';
import { shown } from './input-texts.js';

/** Addresses that Kestra reads from its own storage. */
const STORED = /^(nsfile|kestra|file):\/\/\S+$/;
const MEMBERS = new Set(['content', 'encoding', 'name']);

interface GivenFile {
  content: string;
  encoding?: unknown;
  name?: unknown;
}

/**
 * The part for a FILE input, or what is wrong with its value. An address in Kestra's storage is sent as text,
 * everything else as a file.
 */
export function filePart(input: DeclaredInput, value: unknown): FormPart | { wrong: string } {
  if (typeof value === 'string') {
    // Empty means not given, as for any input.
    if (value === '' || STORED.test(value)) return { name: input.id, content: value };
    return upload(input, { content: value });
  }
  return isFile(value) ? upload(input, value) : { wrong: `${shown(value)} is not a file` };
}

function upload(input: DeclaredInput, { content, encoding, name }: GivenFile): FormPart | { wrong: string } {
  if (encoding !== undefined && encoding !== 'text' && encoding !== 'base64') {
    return { wrong: `its "encoding" is ${shown(encoding)}, but must be text or base64` };
  }
  if (encoding === 'base64' && !isBase64(content)) return { wrong: 'its "content" is not base64' };
  if (name !== undefined && !isFileName(name)) {
    return { wrong: `its "name" is ${shown(name)}, but must be a file name without folders` };
  }
  // Kestra uses the file name of a part named "files" as the input id.
  const filename = input.id === 'files' ? input.id : (name ?? `${input.id}${extensionOf(input)}`);
  return {
    name: input.id,
    filename,
    content: Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
  };
}

function extensionOf({ allowedFileExtensions, extension }: DeclaredInput): string {
  const first: unknown = Array.isArray(allowedFileExtensions) ? allowedFileExtensions[0] : extension;
  return typeof first === 'string' && /^\.[\w.-]+$/.test(first) ? first : '.txt';
}

function isFile(value: unknown): value is GivenFile {
  if (typeof value !== 'object' || value === null) return false;
  const { content } = value as { content?: unknown };
  return typeof content === 'string' && Object.keys(value).every((member) => MEMBERS.has(member));
}

function isFileName(name: unknown): name is string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file name must not contain them
  return typeof name === 'string' && /^(?!\.{1,2}$)[^/\\"\u0000-\u001f\u007f]{1,200}$/.test(name);
}

/** `Buffer` skips everything that is not base64, which would change the file. */
function isBase64(content: string): boolean {
  const digits = content.replace(/\s/g, '');
  return /^[\w+/-]*={0,2}$/.test(digits) && digits.replaceAll('=', '').length % 4 !== 1;
}
