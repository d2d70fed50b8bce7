import { temporaryFolder } from '../temporary.js';

/** The groups whose tools tests count, so that other bundled groups do not affect the numbers. */
export const FOUR_GROUPS = ['execution', 'flow', 'kv', 'namespace'] as const;

/** Number of tools in these groups that are enabled by default. */
export const FOUR_GROUPS_TOOLS = 15;

/** A folder whose configuration loads only these four groups. */
export function fourGroups(config: object = {}): string {
  const content = JSON.stringify({ plugins: FOUR_GROUPS, ...config });
  return temporaryFolder({ 'kestra-mcp.config.json': content });
}
