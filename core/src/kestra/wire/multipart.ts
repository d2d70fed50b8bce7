import { randomBytes } from 'node:crypto';

/** A part of a form: text, or a file if it has a file name. */
export interface FormPart {
  name: string;
  content: string | Uint8Array;
  filename?: string;
}

/**
 * Builds a `multipart/form-data` body with exactly the given bytes. `FormData` would turn each line end of a text into
 * CRLF.
 */
export function multipart(parts: readonly FormPart[]): { type: string; body: Uint8Array<ArrayBuffer> } {
  const contents = parts.map(({ content }) => Buffer.from(content));
  const boundary = boundaryFor(contents);
  const chunks = parts.flatMap((part, index) => [
    Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n\r\n`),
    contents[index] ?? Buffer.alloc(0),
    Buffer.from('\r\n'),
  ]);
  const body = Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

/** A boundary that occurs nowhere in the contents. */
export function boundaryFor(contents: readonly Buffer[], make: () => string = randomBoundary): string {
  for (;;) {
    const boundary = make();
    if (!contents.some((content) => content.includes(boundary))) return boundary;
  }
}

function randomBoundary(): string {
  return `kestra-mcp-${randomBytes(18).toString('hex')}`;
}

function headOf({ name, filename }: FormPart): string {
  const disposition = `Content-Disposition: form-data; name="${quotable(name)}"`;
  // With a file name or a content type, Kestra would treat the text as a file.
  if (filename === undefined) return disposition;
  return `${disposition}; filename="${quotable(filename)}"\r\nContent-Type: application/octet-stream`;
}

/**
 * Encodes characters that would end the quotes or the line, as browsers do, so that no name can start a header or a
 * part.
 */
function quotable(name: string): string {
  return name.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters must not get into a header
    /["\u0000-\u001f\u007f]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
