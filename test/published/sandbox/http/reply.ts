/** A complete response. If `contentType` is null, none is sent. */
export interface BodyReply {
  status: number;
  contentType: string | null;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** The target of server-sent events. */
export interface EventSink {
  send(id: string, data: unknown): void;
  end(): void;
}

/** A streamed response. The function that `open` returns is called when the client disconnects. */
export interface StreamReply {
  open(sink: EventSink): () => void;
}

export type Reply = BodyReply | StreamReply;

export const json = (body: unknown, status = 200): BodyReply => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});

/** A text without quotes and with its own media type, as Micronaut returns strings. */
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
