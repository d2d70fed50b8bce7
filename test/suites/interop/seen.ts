import type { CallToolResult } from '@modelcontextprotocol/client';

/** How to start a server. */
export interface Start {
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
}

/** The server: a process to start, or a URL. */
export type Target = Start | { url: string };

/** A tool's result in the form that clients get. */
export type Called = Pick<CallToolResult, 'content' | 'structuredContent'> & {
  isError?: boolean | undefined;
};

/** What a client has seen of the server. */
export interface Seen {
  /** The server's name and version. */
  server?: string | undefined;
  /** The negotiated protocol version. */
  protocol?: string | undefined;
  tools: string[];
  resources?: string[];
  prompts?: string[];
  namespaces: Called;
  image?: Called;
  failed: Called;
  /** The result of a tool that asks the user. */
  asked?: Called;
  resource: unknown[];
  prompt: unknown[];
  /** Done and total of each notification. */
  progress?: unknown[];
  /** The status of a request for a session that the client has ended. */
  ended?: number;
}

/** Inspects a server with one client. */
export type Look = (target: Target) => Promise<Seen>;

/** The calls of the clients that the test controls. */
export const CALLS = {
  namespaces: 'list_namespaces',
  image: 'test_image_content',
  failed: 'test_error_handling',
} as const;
export const RESOURCE = 'test://template/7/data';
export const PROMPT = { name: 'test_prompt_with_arguments', arguments: { arg1: 'a', arg2: 'b' } };
export const ASKING = { name: 'test_elicitation', arguments: { message: 'Who?' } };
/** The user's answer to the question. */
export const ANSWER = { action: 'accept', content: { username: 'ada', email: 'ada@example.com' } } as const;
export const TELLING = 'test_tool_with_progress';
