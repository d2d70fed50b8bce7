import { temporaryFolder } from '../temporary.js';

/** The groups whose tools tests count; what else comes with the host is no business of theirs. */
export const FOUR_GROUPS = ['execution', 'flow', 'kv', 'namespace'] as const;

/** How many tools these groups have that are on by default. */
export const FOUR_GROUPS_TOOLS = 15;

/** A folder whose configuration loads these four groups alone. */
export function fourGroups(config: object = {}): string {
  const content = JSON.stringify({ plugins: FOUR_GROUPS, ...config });
  return temporaryFolder({ 'kestra-mcp.config.json': content });
}
