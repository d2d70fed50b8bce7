/** One server-sent event. */
export interface StreamEvent {
  id: string;
  data: unknown;
}

/** The complete events of a stream; one that repeats the one before it is left out. */
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

/** The text that a cut recording of a stream begins with. */
export function uncut(start: string): string {
  for (let end = start.length; end > 0; end--) {
    const text = parseJson(`${start.slice(0, end)}"`);
    if (typeof text === 'string') return text;
  }
  return '';
}

/** A JSON text's value; nothing when it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
