import type { CallToolResult } from '@modelcontextprotocol/client';

/** How a server is started. */
export interface Start {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
}

/** Where the server is: a process to start, or an address. */
export type Target = Start | { url: string };

/** A tool's result as clients have it. */
export type Called = Pick<CallToolResult, 'content' | 'structuredContent'> & {
  isError?: boolean | undefined;
};

/** What a client has seen of the server. */
export interface Seen {
  /** What the server says that it is. */
  server?: string | undefined;
  /** What was agreed on. */
  protocol?: string | undefined;
  tools: string[];
  resources?: string[];
  prompts?: string[];
  namespaces: Called;
  image?: Called;
  failed: Called;
  /** Of a tool that asks the person at the client. */
  asked?: Called;
  resource: unknown[];
  prompt: unknown[];
  /** Done and total of each notification. */
  progress?: unknown[];
  /** Status of a request to a session that the client has ended. */
  ended?: number;
}

/** A client that looks at a server. */
export type Look = (target: Target) => Promise<Seen>;

/** What there is to see, for the clients that are driven call by call. */
export const CALLS = {
  namespaces: 'list_namespaces',
  image: 'test_image_content',
  failed: 'test_error_handling',
} as const;
export const RESOURCE = 'test://template/7/data';
export const PROMPT = { name: 'test_prompt_with_arguments', arguments: { arg1: 'a', arg2: 'b' } };
export const ASKING = { name: 'test_elicitation', arguments: { message: 'Who?' } };
/** What the person says who is asked. */
export const ANSWER = { action: 'accept', content: { username: 'ada', email: 'ada@example.com' } } as const;
export const TELLING = 'test_tool_with_progress';
