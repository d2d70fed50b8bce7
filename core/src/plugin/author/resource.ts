import type { Completers } from '../completing/completer.js';
import type { ToolContext } from './context.js';

/** Something that clients read by its URI, such as a report; it changes nothing. */
export interface ResourceDeclaration<Uri extends string = string> {
  /** Names it in lists of what is on and off; unique among all tools, resources and prompts. */
  name: string;
  /**
   * `sla://report`, or a template such as `sla://{namespace}/{flow_id}`, whose values the handler is given. `{+path}` at
   * its end takes slashes, too.
   */
  uri: Uri;
  /** For people, where the name does not say it. */
  title?: string;
  /** What it holds, one or two sentences. */
  description: string;
  /** Of what is read; `application/json`, `text/plain` or `application/octet-stream` by what the handler returns when left out. */
  mimeType?: string;
  /** What completes a name in braces while it is typed: a list of values, or a completer. */
  complete?: Completers<Names<Uri>>;
  /**
   * Clients may subscribe to it, and are told when it has changed. While somebody does, it is read again every
   * `everyMs` milliseconds, 10,000 when left out, from 1,000 to a day: it should be cheap to read. `context.over` ends
   * that where it will not change any more.
   */
  watch?: true | { everyMs?: number };
  /** How long a client may keep what it has read, in milliseconds; 0 when left out: it reads it anew each time. */
  ttlMs?: number;
  /** `EE`: shown only where the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` has its name or its group. */
  optIn?: boolean;
}

/** The names in the braces of a URI template. */
type Names<Uri extends string> = Uri extends `${string}{${infer Name}}${infer Rest}`
  ? Plain<Name> | Names<Rest>
  : never;

type Plain<Name extends string> = Name extends `+${infer Rest}` ? Rest : Name;

/** What the handler of a resource is given: the template's values, percent-decoded; none for a plain URI. */
export type ResourceInput<Uri extends string> = { readonly [Name in Names<Uri>]: string };

/** What a resource holds: text, bytes, or an object that is sent as JSON. */
export type ResourceContent = string | Uint8Array | object;

// `Symbol.for`, so that a plugin's own copy of core and the host's agree.
const TYPE = Symbol.for('kestra-mcp.type');

/** Text or bytes of a media type that is known only when they are read. */
export interface TypedContent {
  readonly content: string | Uint8Array;
  readonly [TYPE]: string;
}

/** What a resource holds whose media type is not always the same: `return ofType('text/csv', text)`. */
export function ofType(mimeType: string, content: string | Uint8Array): TypedContent {
  return { content, [TYPE]: mimeType };
}

/** What a handler gave, with the media type that it said. */
export function typeOf(given: unknown): { content: unknown; mimeType?: string } {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, TYPE)) return { content: given };
  const { content, [TYPE]: mimeType } = given as TypedContent;
  return { content, mimeType };
}

export type ResourceHandler<Input, Context = ToolContext> = (
  input: Input,
  context: Context,
) => ResourceContent | Promise<ResourceContent>;
