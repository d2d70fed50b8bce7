/** What a client's tool search reads: the tool's name and texts. */
export interface SearchedTool {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  /** Each argument with its description, or its allowed values. */
  arguments: Record<string, string>;
}

export function searched(tool: {
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  inputSchema: { properties?: Record<string, unknown> | undefined };
}): SearchedTool;
