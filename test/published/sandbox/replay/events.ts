/** A server-sent event. */
export interface StreamEvent {
  id: string;
  data: unknown;
}

/** The complete events of a stream, without consecutive duplicates. */
export function parseEvents(text: string): StreamEvent[] {
  const events: StreamEvent[] = [];
  let previous = '';
  for (const block of text.split('\n\n')) {
    const match = /^id: (\S+)\ndata: (.*)\n?$/s.exec(block);
    if (!match || block.trimEnd() === previous) continue;
    const data = parseJson(match[2] ?? '');
    if (data === undefined) continue;
    previous = block.trimEnd();
    events.push({ id: match[1] ?? '', data });
  }
  return events;
}

/** The text at the start of a truncated recording of a stream. */
export function uncut(start: string): string {
  for (let end = start.length; end > 0; end--) {
    const text = parseJson(`${start.slice(0, end)}"`);
    if (typeof text === 'string') return text;
  }
  return '';
}

/** Parses a JSON text. Undefined if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
