import type { Bounded } from './bound/bound.js';

interface TextContent {
  type: 'text';
  text: string;
}

/** A content part of a result as MCP sends it. Bytes are in base64. */
export type SentContent =
  | TextContent
  | { type: 'image' | 'audio'; data: string; mimeType: string }
  | { type: 'resource'; resource: { uri: string; mimeType: string } & ({ text: string } | { blob: string }) };

/** The result of a call in MCP's terms. */
export interface ToolResult {
  content: [] | [TextContent, ...SentContent[]];
  structuredContent?: { [member: string]: unknown };
  isError?: true;
  [member: string]: unknown;
}

/**
 * A result as structured content and as the same JSON in a text, for clients that read only text. Other content
 * follows.
 */
export function success(
  { value, json, note }: Bounded<Record<string, unknown>>,
  along: readonly SentContent[] = [],
): ToolResult {
  const notes = note === undefined ? [] : [{ type: 'text' as const, text: note }];
  return { content: [{ type: 'text', text: json }, ...notes, ...along], structuredContent: value };
}

/** A failed call, described so that the model can correct it. */
export function failureResult(text: string): ToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
