import { describe, expect, it } from '@jest/globals';
import { readEvents, type ServerEvent } from './events.js';

/** A stream that gives these bytes, chunk by chunk, and tells when its reader has gone. */
function streamOf(chunks: readonly (string | Uint8Array)[], end = true) {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  let gone = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = bytes.shift();
      if (next !== undefined) controller.enqueue(next);
      else if (end) controller.close();
    },
    cancel: () => gone(),
  });
  return { response: new Response(stream), left };
}

async function eventsOf(...chunks: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(streamOf(chunks).response)) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('reads ids and data, of several lines too, and skips comments', async () => {
    const text =
      'id: start\ndata: {}\n\n: ping\n\nid: progress\ndata: {"a":\ndata: 1}\n\nid: end\ndata: x\n\n';
    expect(await eventsOf(text)).toEqual([
      { id: 'start', data: '{}' },
      { id: 'progress', data: '{"a":\n1}' },
      { id: 'end', data: 'x' },
    ]);
  });

  it('an event without an id does not have that of the one before it', async () => {
    expect(await eventsOf('id: start\ndata: 1\n\ndata: 2\n\n')).toEqual([
      { id: 'start', data: '1' },
      { id: '', data: '2' },
    ]);
  });

  it('puts together what chunks cut, characters and line ends too', async () => {
    const bytes = new TextEncoder().encode('id: progress\r\ndata: Zoë €\r\n\r\n');
    const single = Array.from(bytes, (_, index) => bytes.slice(index, index + 1));
    expect(await eventsOf(...single)).toEqual([{ id: 'progress', data: 'Zoë €' }]);
  });

  it('leaves out an event that the end of the stream cuts', async () => {
    expect(await eventsOf('data: 1\n\n', 'data: 2\n')).toEqual([{ id: '', data: '1' }]);
  });

  it('has none of an answer without a body', async () => {
    const events: ServerEvent[] = [];
    for await (const event of readEvents(new Response(null))) events.push(event);
    expect(events).toEqual([]);
  });

  it('closes the stream when its reader leaves', async () => {
    const { response, left } = streamOf(['data: 1\n\ndata: 2\n\n'], false);
    for await (const { data } of readEvents(response)) {
      expect(data).toBe('1');
      break;
    }
    await expect(left).resolves.toBeUndefined();
  });
});
