/** A complete answer; `contentType` null means none is sent. */
export interface BodyReply {
  status: number;
  contentType: string | null;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** Where a stream writes its server-sent events. */
export interface EventSink {
  send(id: string, data: unknown): void;
  end(): void;
}

/** An open answer; the function that `open` gives back is called when the client leaves. */
export interface StreamReply {
  open(sink: EventSink): () => void;
}

export type Reply = BodyReply | StreamReply;

export const json = (body: unknown, status = 200): BodyReply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

/** Text without quotes under a media type of its own, as Micronaut does with strings. */
export const text = (body: string, contentType: string, status = 200): BodyReply => ({
  status,
  contentType,
  body,
});

export const empty = (status: number): BodyReply => ({ status, contentType: null, body: '' });

/** A download. */
export const attachment = (body: string | Buffer, contentType: string, disposition: string): BodyReply => ({
  status: 200,
  contentType,
  body,
  headers: { 'content-disposition': disposition },
});

export const stream = (open: StreamReply['open']): StreamReply => ({ open });
