import type { Effect } from '../effect.js';
import type { Host } from '../host.js';

/** One tool as `list --json` prints it. */
export interface ListedTool {
  plugin: string;
  group: string;
  tool: string;
  effect: Effect;
  edition: string;
  enabled: boolean;
  reason: string;
  actions: { name: string; effect: Effect; enabled: boolean; reason: string }[];
}

/** All tools with their state and the reason for it, by group and name. */
export function listTools(host: Host): ListedTool[] {
  return [...host.selection().values()]
    .map(({ tool: { manifest, plugin }, effect, enabled, reason, actions }) => ({
      plugin: plugin.source,
      group: manifest.group,
      tool: manifest.name,
      effect: enabled ? effect : manifest.effect,
      edition: manifest.edition ?? 'OSS',
      enabled,
      reason,
      actions: actions.map(({ name, effect, enabled, reason }) => ({ name, effect, enabled, reason })),
    }))
    .sort((a, b) => a.group.localeCompare(b.group) || a.tool.localeCompare(b.tool));
}

/** `kestra-mcp list`: a line for each tool, its actions below it. */
export function list(host: Host, json: boolean): string {
  const tools = listTools(host);
  if (json) return JSON.stringify(tools, null, 2);
  const rows = tools.flatMap(({ plugin, group, tool, effect, enabled, reason, actions }) => [
    [mark(enabled), group, tool, effect, plugin, reason],
    ...actions.map((action) => [
      mark(action.enabled),
      '',
      `  :${action.name}`,
      action.effect,
      '',
      action.reason,
    ]),
  ]);
  const on = tools.filter(({ enabled }) => enabled);
  const groups = new Set(on.map(({ group }) => group));
  const problems = host.registry.quarantined.map(({ problem }) => `left out: ${problem.message}`);
  return [
    ...table([['', 'GROUP', 'TOOL', 'EFFECT', 'PLUGIN', 'REASON'], ...rows]),
    '',
    `${on.length} of ${tools.length} tools enabled, in ${groups.size} groups.`,
    ...problems,
  ].join('\n');
}

function mark(enabled: boolean): string {
  return enabled ? 'on' : 'off';
}

function table(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
