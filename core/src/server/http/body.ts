import type { IncomingMessage } from 'node:http';
import { HttpRefusal, PARSE_ERROR, tryAgain } from './refusal.js';

/** Number of bodies of the maximum size that all requests together may have in memory. */
const AT_A_TIME = 4;
const MEGABYTE = 1024 * 1024;

/** Reads bodies of at most `most` bytes. It bounds the memory of all bodies that are read at the same time. */
export class Bodies {
  private held = 0;

  constructor(private readonly most: number) {}

  async read(request: IncomingMessage): Promise<string> {
    if (Number(request.headers['content-length'] ?? 0) > this.most) throw this.tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      // Do not destroy the request: a client whose body is too large should still read why.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        this.held += chunk.length;
        if (size > this.most) throw this.tooLarge();
        if (this.held > this.most * AT_A_TIME)
          throw tryAgain(503, 'Too much data is being sent at the same time. Try again.', 1);
        chunks.push(chunk);
      }
      return textOf(Buffer.concat(chunks));
    } finally {
      this.held -= size;
    }
  }

  private tooLarge(): HttpRefusal {
    const most = this.most >= MEGABYTE ? `${Math.floor(this.most / MEGABYTE)} MB` : `${this.most} bytes`;
    return new HttpRefusal(
      413,
      `A request can have at most ${most}. The operator of the server can change this with http.limits.bodyBytes.`,
    );
  }
}

/** Invalid UTF-8 is refused, because it would be saved incorrectly. A byte order mark is not part of the text. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpRefusal(400, 'The body is not UTF-8. JSON must be UTF-8.', { code: PARSE_ERROR });
  }
}
