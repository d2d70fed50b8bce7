/**
 * What a call can request from the client, in MCP's terms: a form to fill in, an answer of its model, or its folders.
 */
export type Wanted =
  | { method: 'elicitation/create'; params: { message: string; requestedSchema: object } }
  | { method: 'sampling/createMessage'; params: { messages: readonly object[]; maxTokens: number } }
  | { method: 'roots/list' };

/** The response of a client, exactly as sent. Validate it like any argument. */
export type Obtained<Want extends Wanted> = {
  'elicitation/create': {
    action: 'accept' | 'decline' | 'cancel';
    content?: Readonly<Record<string, unknown>>;
  };
  'sampling/createMessage': { role: 'user' | 'assistant'; content: unknown; model?: string };
  'roots/list': { roots: readonly { uri: string; name?: string }[] };
}[Want['method']];

/** The connected client, for requests that `ask` does not cover. */
export interface McpClient {
  /** Whether the client supports this. Few clients offer their model or their folders. */
  does(method: Wanted['method']): boolean;
  /**
   * Requests all of these together, under names that must be the same each time the handler runs. As with `ask`, the
   * first call ends the tool call, and the handler runs again with the responses. Fails if the client does not support
   * a request.
   */
  get<const Wants extends Readonly<Record<string, Wanted>>>(
    wants: Wants,
  ): Promise<{ readonly [Name in keyof Wants]: Obtained<Wants[Name]> }>;
}
