/** What a client's tool search reads of a tool: its names and its texts. */
export interface SearchedTool {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  /** Each argument with its description, or the values that it takes. */
  arguments: Record<string, string>;
}

export function searched(tool: {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  inputSchema: { properties?: Record<string, unknown> | undefined };
}): SearchedTool;
