import type { Completers } from '../completing/completer.js';
import type { ToolContext } from './context.js';

/** Something that clients read by its URI, such as a report; it changes nothing. */
export interface ResourceDeclaration<Uri extends string = string> {
  /** Names it in lists of what is on and off; unique among all tools, resources and prompts. */
  name: string;
  /** `sla://report`, or a template such as `sla://{namespace}/{flow_id}`, whose values the handler is given. */
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
   * `everyMs` milliseconds, 10,000 when left out, from 1,000 to a day: it should be cheap to read.
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
  ? Name | Names<Rest>
  : never;

/** What the handler of a resource is given: the template's values, percent-decoded; none for a plain URI. */
export type ResourceInput<Uri extends string> = { readonly [Name in Names<Uri>]: string };

/** What a resource holds: text, bytes, or an object that is sent as JSON. */
export type ResourceContent = string | Uint8Array | object;

export type ResourceHandler<Input, Context = ToolContext> = (
  input: Input,
  context: Context,
) => ResourceContent | Promise<ResourceContent>;
