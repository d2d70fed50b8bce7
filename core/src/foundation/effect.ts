/**
 * What a tool or one of its actions does to Kestra: `read` changes nothing, `write` creates or changes, `destructive`
 * deletes, stops or overwrites. MCP annotations and read-only mode are derived from this alone.
 */
export type Effect = 'read' | 'write' | 'destructive';

const ORDER: readonly Effect[] = ['read', 'write', 'destructive'];

/** The strongest of several effects; `read` if there are none. */
export function strongest(effects: Iterable<Effect>): Effect {
  return ORDER[Math.max(0, ...[...effects].map((effect) => ORDER.indexOf(effect)))] ?? 'read';
}
