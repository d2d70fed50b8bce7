/** What a call may want of the client, in MCP's own words: a form that is filled in, its model's answer, its folders. */
export type Wanted =
  | { method: 'elicitation/create'; params: { message: string; requestedSchema: object } }
  | { method: 'sampling/createMessage'; params: { messages: readonly object[]; maxTokens: number } }
  | { method: 'roots/list' };

/** What a client answers. It is as the client sent it: judge it as any argument. */
export type Obtained<Want extends Wanted> = {
  'elicitation/create': {
    action: 'accept' | 'decline' | 'cancel';
    content?: Readonly<Record<string, unknown>>;
  };
  'sampling/createMessage': { role: 'user' | 'assistant'; content: unknown; model?: string };
  'roots/list': { roots: readonly { uri: string; name?: string }[] };
}[Want['method']];

/** The client at the other end, for what `ask` has no words for. */
export interface McpClient {
  /** Whether it has said that it does this. Few clients lend their model or tell their folders. */
  does(method: Wanted['method']): boolean;
  /**
   * Gets all of these at once, by names that are the same each time the call is entered. As with `ask`, the first time it
   * ends the call, which is entered anew with the answers. What the client has not said that it does ends it for good.
   */
  get<const Wants extends Readonly<Record<string, Wanted>>>(
    wants: Wants,
  ): Promise<{ readonly [Name in keyof Wants]: Obtained<Wants[Name]> }>;
}
