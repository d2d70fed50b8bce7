import type * as z from 'zod';
import type { Completers } from '../completing/completer.js';
import type { Content } from './content.js';
import type { ToolContext } from './context.js';

/** A text to start a conversation with, which clients offer to people: often as a slash command. */
export interface PromptDeclaration<Input extends z.ZodObject = z.ZodObject> {
  /** Names it for clients and in lists of what is on and off; unique among all tools, resources and prompts. */
  name: string;
  /** For people, where the name does not say it. */
  title?: string;
  /** What it is good for, one sentence. */
  description: string;
  /** Arguments: a `z.strictObject`, each field described. They come as text: `z.coerce.number()` makes a number. */
  input?: Input;
  /** What completes an argument while it is typed, by its name: a list, or a completer. A `z.enum` needs none. */
  complete?: Completers<Extract<keyof z.input<Input>, string>>;
  /** `EE`: shown only where the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` has its name or its group. */
  optIn?: boolean;
}

/** What one says: a text, or a picture, a sound, a document. */
export type PromptMessage = { role: 'user' | 'assistant' } & ({ text: string } | { content: Content });

/** A text that the person says, or a conversation begun. */
export type PromptResult = string | readonly PromptMessage[];

export type PromptHandler<Input, Context = ToolContext> = (
  input: Input,
  context: Context,
) => PromptResult | Promise<PromptResult>;
