import { KestraMcpError } from '../foundation/errors.js';

/** What a call answers with, in MCP's terms. */
export interface ToolResult {
  content: { type: 'text'; text: string }[];
  structuredContent?: { [member: string]: unknown };
  isError?: true;
  [member: string]: unknown;
}

/** Largest result that is sent, in characters of its JSON. */
export const LARGEST_RESULT = 10_000_000;

/**
 * A result as structured content and as the same JSON in the text, for clients that read only that; `tool` is how an
 * error names what gave it.
 */
export function success(
  value: { [member: string]: unknown },
  redact: (text: string) => string,
  tool: string,
): ToolResult {
  const json = JSON.stringify(value);
  if (json.length > LARGEST_RESULT) {
    throw new KestraMcpError(
      'KMCP_TOO_LARGE',
      `The result of ${tool} has ${json.length} characters; at most ${LARGEST_RESULT} are sent.`,
      { hint: 'Ask for less: a smaller page, a narrower filter.' },
    );
  }
  const text = redact(json);
  return { content: [{ type: 'text', text }], structuredContent: text === json ? value : JSON.parse(text) };
}

/** A failed call, told to the model so that it can do better. */
export function failureResult(text: string): ToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
