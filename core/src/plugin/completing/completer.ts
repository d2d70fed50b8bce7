import type { KestraClient } from '../../kestra/client.js';

/** What a completer is given beside the text so far. It can only read: what it asks of Kestra is refused if it writes. */
export interface CompletionContext<Argument extends string = string> {
  readonly kestra: KestraClient;
  /** The plugin's options, validated; empty when it has none. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The instance of one of the plugin's own classes, or of its options' class. */
  get<T extends object>(type: abstract new (...parameters: never[]) => T): T;
  /** The other arguments as far as they are known, as text; what the configuration decides is among them. */
  readonly given: Readonly<Partial<Record<Argument, string>>>;
  /** Aborts when nobody waits for the answer any more. Requests to Kestra follow it by themselves. */
  readonly signal: AbortSignal;
}

/** What a search of one's own has found for the text, best first. */
export interface Completions {
  /** A client is sent the first 100. */
  readonly values: readonly string[];
  /** How many there are in all, where that is known. */
  readonly total?: number;
  /** There are more than these; by itself where there are more than 100, or `total` says so. */
  readonly hasMore?: boolean;
}

/**
 * Gives the values that an argument may have, for the text that somebody has typed of it. Of a list, the host takes what
 * fits the text; `Completions` go out as they are. One that fails, or takes longer than 2.5 seconds, completes nothing.
 */
export type Completer<Argument extends string = string> = (
  text: string,
  context: CompletionContext<Argument>,
) => readonly string[] | Completions | Promise<readonly string[] | Completions>;

/** What completes each argument: a list of its values, or a completer that finds them. */
export type Completers<Argument extends string = string> = {
  readonly [Name in Argument]?: readonly string[] | Completer<Argument>;
};
