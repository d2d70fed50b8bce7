/** An image that clients show to the model and to people. */
export interface ImageContent {
  type: 'image';
  data: Uint8Array;
  /** For example `image/png`. */
  mimeType: string;
}

/** Audio. */
export interface AudioContent {
  type: 'audio';
  data: Uint8Array;
  /** For example `audio/wav`. */
  mimeType: string;
}

/** A complete document with the URI that identifies it, as text or bytes. */
export interface EmbeddedResource {
  type: 'resource';
  uri: string;
  content: string | Uint8Array;
  /** Default: `text/plain` or `application/octet-stream`, depending on the content. */
  mimeType?: string;
}

/** What a result can contain besides text. */
export type Content = ImageContent | AudioContent | EmbeddedResource;

// `Symbol.for`, so that a plugin's own copy of core and the host's agree.
const CONTENT = Symbol.for('kestra-mcp.content');

/** A tool's result with attachments. */
export interface WithContent<Value> {
  readonly value: Value;
  readonly [CONTENT]: readonly Content[];
}

/**
 * Returns a tool's result with images, audio or documents: `return withContent({ runs }, { type: 'image', data,
 * mimeType: 'image/png' })`. The result must still fit the output schema, and must say in words what a client that
 * shows no images needs to know.
 */
export function withContent<const Value extends object>(
  value: Value,
  ...content: readonly Content[]
): WithContent<Value> {
  return { value, [CONTENT]: content };
}

/** The two parts of what a handler returned. */
export function partsOf(given: unknown): { value: unknown; content: readonly unknown[] } {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, CONTENT))
    return { value: given, content: [] };
  const { value, [CONTENT]: content } = given as WithContent<unknown>;
  return { value, content };
}
