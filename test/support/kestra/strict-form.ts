/** A part of a form, byte for byte as in the body. */
export interface StrictPart {
  name: string;
  filename?: string;
  type?: string;
  content: Buffer;
}

/**
 * Parses a multipart body and throws on any deviation from RFC 7578. The parsers of fetch and of servers tolerate a
 * lot, and some change line endings.
 */
export function strictForm(body: Buffer, contentType: string | undefined): StrictPart[] {
  const boundary = /^multipart\/form-data; boundary=([\w'()+,./:=?-]{1,70})$/.exec(contentType ?? '')?.[1];
  if (boundary === undefined) throw new Error(`No form: ${contentType}`);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts: StrictPart[] = [];
  let at = whole.indexOf(delimiter);
  if (at !== 0) throw new Error('Something stands before the first part.');
  for (;;) {
    const from = at + delimiter.length;
    const next = whole.indexOf(delimiter, from);
    const ending = whole.subarray(from, from + 2).toString('latin1');
    if (ending === '--') {
      if (next >= 0 || whole.subarray(from + 2).toString('latin1') !== '\r\n')
        throw new Error('No clean end.');
      return parts;
    }
    if (ending !== '\r\n' || next < 0) throw new Error('A part does not end.');
    parts.push(partOf(whole.subarray(from + 2, next)));
    at = next;
  }
}

function partOf(raw: Buffer): StrictPart {
  const headEnd = raw.indexOf('\r\n\r\n');
  if (headEnd < 0) throw new Error('A part has no head.');
  const [disposition = '', ...others] = raw.subarray(0, headEnd).toString('utf8').split('\r\n');
  const match = /^Content-Disposition: form-data; name="([^"\r\n]*)"(?:; filename="([^"\r\n]*)")?$/.exec(
    disposition,
  );
  const type = others.length === 0 ? undefined : /^Content-Type: (\S+)$/.exec(others[0] ?? '')?.[1];
  if (match === null || others.length > 1 || (others.length === 1 && type === undefined)) {
    throw new Error(`An odd head: ${JSON.stringify([disposition, ...others])}`);
  }
  const [, name = '', filename] = match;
  const content = raw.subarray(headEnd + 4);
  return { name, content, ...(filename !== undefined && { filename }), ...(type !== undefined && { type }) };
}

/** The text parts of a request body, by name. */
export function textsOf({
  body,
  headers,
}: {
  body: string;
  headers: { 'content-type'?: string | undefined };
}): object {
  const parts = strictForm(Buffer.from(body), headers['content-type']);
  return Object.fromEntries(parts.map(({ name, content }) => [name, content.toString('utf8')]));
}
