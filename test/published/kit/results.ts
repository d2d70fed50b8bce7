import type { CallToolResult } from '@modelcontextprotocol/client';

/** Returns the text of a tool's result as the model reads it. */
export function textOf({ content }: CallToolResult): string {
  return content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n');
}

/** Whether a value is the result of a tool call. */
export function isResult(value: unknown): value is CallToolResult {
  return typeof value === 'object' && value !== null && 'content' in value && Array.isArray(value.content);
}
