/** One server-sent event; Kestra says in `id` what kind it is (`start`, `progress`, `end`). */
export interface ServerEvent {
  id: string;
  data: string;
}

/** Reads a `text/event-stream` answer. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (response.body === null) return;
  const { EventSourceParserStream } = await import('eventsource-parser/stream');
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { id = '', data } of events as unknown as AsyncIterable<{ id?: string; data: string }>) {
    yield { id, data };
  }
}
