import { TooLargeError } from './errors.js';

/** Reads an answer as bytes, giving up past `limit` bytes rather than filling the memory. */
export async function readBytes(response: Response, limit: number, request: string): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) {
      // Leaving the loop cancels the stream.
      throw new TooLargeError(
        'KMCP_TOO_LARGE',
        `Kestra's answer to ${request} is larger than ${limit} bytes.`,
        {
          hint: 'Ask for less: a smaller page, a narrower filter.',
        },
      );
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * The answer with a body that ends when the signal aborts. fetch itself stops listening to its signal once the head is
 * there and the garbage collector has come by (Node 20 at least), and its body would stay open for ever.
 */
export function endingWith(response: Response, signal: AbortSignal): Response {
  if (response.body === null) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}
