import type { CallToolResult } from '@modelcontextprotocol/client';

/** The text of a tool's result, as a model reads it. */
export function textOf({ content }: CallToolResult): string {
  return content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n');
}

/** True for what a call of a tool gives. */
export function isResult(value: unknown): value is CallToolResult {
  return typeof value === 'object' && value !== null && 'content' in value && Array.isArray(value.content);
}
