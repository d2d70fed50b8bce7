/** A picture that clients show to the model and to people. */
export interface ImageContent {
  type: 'image';
  data: Uint8Array;
  /** `image/png`, for instance. */
  mimeType: string;
}

/** A sound. */
export interface AudioContent {
  type: 'audio';
  data: Uint8Array;
  /** `audio/wav`, for instance. */
  mimeType: string;
}

/** A document that comes along whole, under the URI it is known by: its text or its bytes. */
export interface EmbeddedResource {
  type: 'resource';
  uri: string;
  content: string | Uint8Array;
  /** `text/plain` or `application/octet-stream`, by what it holds, when left out. */
  mimeType?: string;
}

/** What an answer can carry beside its text. */
export type Content = ImageContent | AudioContent | EmbeddedResource;

// `Symbol.for`, so that a plugin's own copy of core and the host's agree.
const CONTENT = Symbol.for('kestra-mcp.content');

/** A tool's result with what comes along. */
export interface WithContent<Value> {
  readonly value: Value;
  readonly [CONTENT]: readonly Content[];
}

/**
 * A tool's result with pictures, sounds or documents: `return withContent({ runs }, { type: 'image', data, mimeType: 'image/png' })`.
 * The result has to fit the output schema as ever, and says in words what a client that shows no pictures has to know.
 */
export function withContent<const Value extends object>(
  value: Value,
  ...content: readonly Content[]
): WithContent<Value> {
  return { value, [CONTENT]: content };
}

/** What a handler gave, in its two parts. */
export function partsOf(given: unknown): { value: unknown; content: readonly unknown[] } {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, CONTENT))
    return { value: given, content: [] };
  const { value, [CONTENT]: content } = given as WithContent<unknown>;
  return { value, content };
}
