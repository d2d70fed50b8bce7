import type { Completers } from '../completing/completer.js';
import type { ToolContext } from './context.js';

/** Something that clients read by its URI, such as a report. Reading it changes nothing. */
export interface ResourceDeclaration<Uri extends string = string> {
  /** Its name for lists in the configuration. Unique among all tools, resources and prompts. */
  name: string;
  /**
   * `sla://report`, or a template such as `sla://{namespace}/{flow_id}`, whose values the handler receives. At its end,
   * `{+path}` also matches slashes.
   */
  uri: Uri;
  /** A title for people, if the name does not say it. */
  title?: string;
  /** What it contains, in one or two sentences. */
  description: string;
  /**
   * The media type of the content. Default: `application/json`, `text/plain` or `application/octet-stream`, depending
   * on what the handler returns.
   */
  mimeType?: string;
  /** Completions for a name in braces: a list of values, or a completer. */
  complete?: Completers<Names<Uri>>;
  /**
   * Clients can subscribe to it and are notified when it changes. While someone is subscribed, it is read every
   * `everyMs` milliseconds (default: 10,000; from 1,000 to one day), so reading should be cheap. `context.over` ends
   * this when it will not change any more.
   */
  watch?: true | { everyMs?: number };
  /** How long a client may cache the content, in milliseconds. Default: 0; the client reads it each time. */
  ttlMs?: number;
  /** `EE`: only available if the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` names it or its group. */
  optIn?: boolean;
}

/** The names in the braces of a URI template. */
type Names<Uri extends string> = Uri extends `${string}{${infer Name}}${infer Rest}`
  ? Plain<Name> | Names<Rest>
  : never;

type Plain<Name extends string> = Name extends `+${infer Rest}` ? Rest : Name;

/** What the handler of a resource receives: the values of the template, percent-decoded. Empty for a plain URI. */
export type ResourceInput<Uri extends string> = { readonly [Name in Names<Uri>]: string };

/** The content of a resource: text, bytes, or an object that is sent as JSON. */
export type ResourceContent = string | Uint8Array | object;

// `Symbol.for`, so that a plugin's own copy of core and the host's agree.
const TYPE = Symbol.for('kestra-mcp.type');

/** Text or bytes with a media type that is known only after reading. */
export interface TypedContent {
  readonly content: string | Uint8Array;
  readonly [TYPE]: string;
}

/** Returns content with a media type, for a resource whose type varies: `return ofType('text/csv', text)`. */
export function ofType(mimeType: string, content: string | Uint8Array): TypedContent {
  return { content, [TYPE]: mimeType };
}

/** What a handler returned, with its media type. */
export function typeOf(given: unknown): { content: unknown; mimeType?: string } {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, TYPE)) return { content: given };
  const { content, [TYPE]: mimeType } = given as TypedContent;
  return { content, mimeType };
}

export type ResourceHandler<Input, Context = ToolContext> = (
  input: Input,
  context: Context,
) => ResourceContent | Promise<ResourceContent>;
