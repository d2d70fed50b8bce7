import type { Bounded } from './bound/bound.js';

/** What a call answers with, in MCP's terms. */
export interface ToolResult {
  content: { type: 'text'; text: string }[];
  structuredContent?: { [member: string]: unknown };
  isError?: true;
  [member: string]: unknown;
}

/** A result as structured content and as the same JSON in the text, for clients that read only that. */
export function success({ value, json, note }: Bounded<Record<string, unknown>>): ToolResult {
  const notes = note === undefined ? [] : [{ type: 'text' as const, text: note }];
  return { content: [{ type: 'text', text: json }, ...notes], structuredContent: value };
}

/** A failed call, told to the model so that it can do better. */
export function failureResult(text: string): ToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
