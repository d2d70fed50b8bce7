import type * as z from 'zod';
import type { Completers } from '../completing/completer.js';
import type { Content } from './content.js';
import type { ToolContext } from './context.js';

/** A text that starts a conversation. Clients offer it to people, often as a slash command. */
export interface PromptDeclaration<Input extends z.ZodObject = z.ZodObject> {
  /** Its name for clients and for lists in the configuration. Unique among all tools, resources and prompts. */
  name: string;
  /** A title for people, if the name does not say it. */
  title?: string;
  /** What it is for, in one sentence. */
  description: string;
  /**
   * The arguments: a `z.strictObject` with a description for each field. Values arrive as strings: use
   * `z.coerce.number()` for a number.
   */
  input?: Input;
  /** Completions for arguments being typed, by name: a list or a completer. A `z.enum` needs none. */
  complete?: Completers<Extract<keyof z.input<Input>, string>>;
  /** `EE`: only available if the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` names it or its group. */
  optIn?: boolean;
}

/** The content of a message: a text, an image, audio or a document. */
export type PromptMessage = { role: 'user' | 'assistant' } & ({ text: string } | { content: Content });

/** A text from the user, or the start of a conversation. */
export type PromptResult = string | readonly PromptMessage[];

export type PromptHandler<Input, Context = ToolContext> = (
  input: Input,
  context: Context,
) => PromptResult | Promise<PromptResult>;
