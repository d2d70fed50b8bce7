/** One part of a `multipart/form-data` body. */
export interface Part {
  name: string;
  filename?: string;
  content: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** The parts of a multipart body, in order. Undefined without a boundary. */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return [];
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    const next = body.indexOf(delimiter, from);
    if (next < 0) break;
    // A part is between the line end of its delimiter and the line end of the next delimiter.
    const part = parsePart(body.subarray(from + 2, next - 2));
    if (part) parts.push(part);
    start = next;
  }
  return parts;
}

function parsePart(raw: Buffer): Part | undefined {
  const headEnd = raw.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = raw.subarray(0, headEnd).toString('utf8');
  const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  const filename = /filename="([^"]*)"/i.exec(head)?.[1];
  const content = raw.subarray(headEnd + HEAD_END.length);
  return filename === undefined ? { name, content } : { name, filename, content };
}
