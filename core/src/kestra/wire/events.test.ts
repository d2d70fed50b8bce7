import { describe, expect, it } from '@jest/globals';
import { readEvents, type ServerEvent } from './events.js';

const NAME = 'GET /main/logs/e1/follow';

/** A stream of these bytes, chunk by chunk, that notices when its reader has stopped. */
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
  for await (const event of readEvents(streamOf(chunks).response, NAME)) events.push(event);
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
    for await (const event of readEvents(new Response(null), NAME)) events.push(event);
    expect(events).toEqual([]);
  });

  it('closes the stream when its reader leaves', async () => {
    const { response, left } = streamOf(['data: 1\n\ndata: 2\n\n'], false);
    for await (const { data } of readEvents(response, NAME)) {
      expect(data).toBe('1');
      break;
    }
    await expect(left).resolves.toBeUndefined();
  });
});

/** A stream that never ends, and how much of it was read. */
function endless(chunk: string) {
  let close = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const taken = { bytes: 0, closed };
  const bytes = new TextEncoder().encode(chunk);
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.bytes += bytes.length;
      controller.enqueue(bytes);
    },
    cancel: () => close(),
  });
  return { response: new Response(stream), taken };
}

describe('a stream that does not end', () => {
  const limits = { event: 1_000, bytes: 10_000 };
  const read = async (response: Response) => {
    const events: ServerEvent[] = [];
    try {
      for await (const event of readEvents(response, NAME, limits)) events.push(event);
      return { events };
    } catch (error) {
      return { events, error };
    }
  };

  it.each([
    ['an endless line', 'x'.repeat(100)],
    ['an endless line of data', 'data: x'],
    ['endless lines of one event', 'data: some more\n'],
    ['an endless comment', ': ping'],
    ['an endless id', 'id: 1'],
  ])('is left early at %s, by name', async (_, chunk) => {
    const { response, taken } = endless(chunk);
    const { events, error } = await read(response);
    expect(events).toEqual([]);
    expect(error).toMatchObject({
      code: 'KMCP_TOO_LARGE',
      message: `An event in the response to ${NAME} has more than 1000 characters and was not read to its end.`,
    });
    await taken.closed;
    expect(taken.bytes).toBeLessThan(2 * limits.event + 20 * chunk.length);
  });

  it('is left when all of it is too much, whatever each event is', async () => {
    const { response, taken } = endless(`id: progress\ndata: ${'x'.repeat(80)}\n\n`);
    const { events, error } = await read(response);
    expect(events.length).toBeGreaterThan(80);
    expect(error).toMatchObject({
      code: 'KMCP_TOO_LARGE',
      message: `Kestra sent more than 10000 bytes in response to ${NAME} and did not stop.`,
    });
    await taken.closed;
    expect(taken.bytes).toBeLessThan(2 * limits.bytes);
  });

  it('may have an event that comes whole and is too long', async () => {
    const { error } = await read(new Response(`data: ${'x'.repeat(1_001)}\n\n`));
    expect(error).toMatchObject({ code: 'KMCP_TOO_LARGE' });
  });
});
