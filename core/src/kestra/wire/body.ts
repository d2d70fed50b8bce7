import { TooLargeError } from './errors.js';

/**
 * Reads an answer as bytes, giving up past `limit` bytes rather than filling the memory, and when the signal aborts:
 * fetch itself may have stopped listening to it by then.
 */
export async function readBytes(
  response: Response,
  limit: number,
  request: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const leave = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', leave, { once: true });
  const chunks: Uint8Array[] = [];
  try {
    for (let size = 0; ; ) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limit) throw tooLarge(request, limit);
      chunks.push(value);
    }
    signal.throwIfAborted();
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  } catch (error) {
    leave();
    throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function tooLarge(request: string, limit: number): TooLargeError {
  return new TooLargeError('KMCP_TOO_LARGE', `Kestra's answer to ${request} is larger than ${limit} bytes.`, {
    hint: 'Ask for less: a smaller page, a narrower filter.',
  });
}

/**
 * The answer with a body that ends when the signal aborts. fetch itself stops listening to its signal once the head is
 * there and the garbage collector has come by (Node 20 at least), and its body would stay open for ever.
 */
export function endingWith(response: Response, signal: AbortSignal): Response {
  if (response.body === null) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}
