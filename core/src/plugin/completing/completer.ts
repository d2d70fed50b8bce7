import type { KestraClient } from '../../kestra/client.js';

/** What a completer receives besides the typed text. It can only read: requests to Kestra that write are rejected. */
export interface CompletionContext<Argument extends string = string> {
  readonly kestra: KestraClient;
  /** The plugin's options, validated. Empty if it has none. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Returns the instance of one of the plugin's own classes, or of its options class. */
  get<T extends object>(type: abstract new (...parameters: never[]) => T): T;
  /** The other arguments that are known, as strings, including values that the configuration fixes. */
  readonly given: Readonly<Partial<Record<Argument, string>>>;
  /** Aborts when nobody waits for the completions any more. Requests to Kestra are aborted automatically. */
  readonly signal: AbortSignal;
}

/** The results of the completer's own search, best first. */
export interface Completions {
  /** The client gets the first 100. */
  readonly values: readonly string[];
  /** The total number, if known. */
  readonly total?: number;
  /** Whether more exist. Default: true if there are more than 100 or `total` says so. */
  readonly hasMore?: boolean;
}

/**
 * Returns the possible values of an argument for the typed text. From a list, the host selects matching values;
 * `Completions` are sent unchanged. A completer that fails or takes longer than 2.5 seconds completes nothing.
 */
export type Completer<Argument extends string = string> = (
  text: string,
  context: CompletionContext<Argument>,
) => readonly string[] | Completions | Promise<readonly string[] | Completions>;

/** The completions of each argument: a list of values, or a completer that finds them. */
export type Completers<Argument extends string = string> = {
  readonly [Name in Argument]?: readonly string[] | Completer<Argument>;
};
