import { TooLargeError } from './errors.js';

/** A server-sent event. Kestra puts its kind in `id` (`start`, `progress`, `end`). */
export interface ServerEvent {
  id: string;
  data: string;
}

/** Limits for a stream, which may never end and whose reader may keep everything. */
export interface StreamLimits {
  /** Longest event, in characters. */
  event: number;
  /** Size of the whole stream, in bytes. */
  bytes: number;
}

const LIMITS: StreamLimits = { event: 1024 * 1024, bytes: 50 * 1024 * 1024 };

/** Reads the `text/event-stream` response to `request`, and closes it if it exceeds the limits. */
export async function* readEvents(
  response: Response,
  request: string,
  { event, bytes }: StreamLimits = LIMITS,
): AsyncGenerator<ServerEvent> {
  if (response.body === null) return;
  const { EventSourceParserStream, ParseError } = await import('eventsource-parser/stream');
  const events = response.body
    .pipeThrough(atMost(bytes, request))
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ maxBufferSize: event }));
  try {
    for await (const { id = '', data } of events as unknown as AsyncIterable<{ id?: string; data: string }>) {
      if (data.length > event) throw tooLong(request, event);
      yield { id, data };
    }
  } catch (cause) {
    throw cause instanceof ParseError ? tooLong(request, event) : cause;
  }
}

function atMost(
  limit: number,
  request: string,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > limit)
        throw tooLarge(`Kestra sent more than ${limit} bytes in response to ${request} and did not stop.`);
      controller.enqueue(chunk);
    },
  });
}

function tooLong(request: string, limit: number): TooLargeError {
  return tooLarge(
    `An event in the response to ${request} has more than ${limit} characters and was not read to its end.`,
  );
}

function tooLarge(message: string): TooLargeError {
  return new TooLargeError('KMCP_TOO_LARGE', message, {
    hint: 'Read what is stored in parts instead of following the stream.',
  });
}
