import { noticeOf } from '../config/trust/notice.js';
import { counted } from '../foundation/counted.js';
import type { Effect } from '../foundation/effect.js';
import { describeError } from '../foundation/errors.js';
import type { Host } from '../host/host.js';
import type { FeatureManifest } from '../plugin/manifest/manifest.js';
import { command } from '../process/command.js';
import { IS_OSS, NOT_ASKED } from '../selection/judge.js';
import type { Selected, SelectedTool } from '../selection/selection.js';

/** What `list --json` prints for each tool, resource, prompt and skill. Exactly one of these four keys is set. */
export interface ListedTool {
  plugin: string;
  version: string;
  group: string;
  tool?: string;
  resource?: string;
  prompt?: string;
  skill?: string;
  effect: Effect;
  edition: string;
  enabled: boolean;
  reason: string;
  actions: { name: string; effect: Effect; enabled: boolean; reason: string }[];
}

/**
 * Everything that exists, with its state and the reason, by group and name: tools first, then resources, prompts and
 * skills.
 */
export function listTools(host: Host): ListedTool[] {
  const { tools, resources, prompts, skills } = host.selection();
  return [
    ...sorted([...tools.values()].map(listedTool)),
    ...sorted([...resources.values()].map((selected) => listedReading('resource', selected))),
    ...sorted([...prompts.values()].map((selected) => listedReading('prompt', selected))),
    ...sorted([...skills.values()].map((selected) => listedReading('skill', selected))),
  ];
}

function listedTool({
  tool: { manifest, plugin },
  effect,
  enabled,
  reason,
  actions,
}: SelectedTool): ListedTool {
  return {
    plugin: plugin.source,
    version: plugin.version,
    group: manifest.group,
    tool: manifest.name,
    effect: enabled ? effect : manifest.effect,
    edition: manifest.edition ?? 'OSS',
    enabled,
    reason,
    actions: actions.map(({ name, effect, enabled, reason }) => ({ name, effect, enabled, reason })),
  };
}

function listedReading(
  kind: 'resource' | 'prompt' | 'skill',
  { feature: { manifest, plugin }, enabled, reason }: Selected<FeatureManifest>,
): ListedTool {
  return {
    plugin: plugin.source,
    version: plugin.version,
    group: manifest.group,
    [kind]: manifest.name,
    effect: 'read',
    edition: manifest.edition ?? 'OSS',
    enabled,
    reason,
    actions: [],
  };
}

function sorted(items: ListedTool[]): ListedTool[] {
  return items.sort((a, b) => a.group.localeCompare(b.group) || nameOf(a).localeCompare(nameOf(b)));
}

/** True for a tool. The others only read and are not counted. */
export function isTool({ tool }: ListedTool): boolean {
  return tool !== undefined;
}

export function nameOf({ tool, resource, prompt, skill }: ListedTool): string {
  return tool ?? resource ?? prompt ?? skill ?? '';
}

/** `kestra-mcp list`: one line per tool, followed by its actions. */
export function list(host: Host, json: boolean): string {
  const items = listTools(host);
  if (json) return JSON.stringify(items, null, 2);
  const editions = items.filter(isOfEdition);
  const rows = items
    .filter((item) => !editions.includes(item))
    .flatMap((item) => [
      [mark(item.enabled), item.group, shown(item), item.effect, item.plugin, item.reason],
      ...item.actions.map(({ enabled, name, effect, reason }) => [
        mark(enabled),
        '',
        `  :${name}`,
        effect,
        '',
        reason,
      ]),
    ]);
  const tools = items.filter(isTool);
  const on = tools.filter(({ enabled }) => enabled);
  const groups = new Set(on.map(({ group }) => group));
  return [
    ...table([['', 'GROUP', 'TOOL', 'EFFECT', 'PLUGIN', 'REASON'], ...rows]),
    '',
    `${on.length} of ${tools.length} tools enabled, in ${counted(groups.size, 'group')}${startingFrom(host.config)}.`,
    ...byEdition(editions),
    ...noticeOf(host.config.untrusted),
    ...host.registry.quarantined.map(({ problem }) => `not loaded: ${indented(describeError(problem))}`),
    ...host.registry.plugins.flatMap(({ note }) => (note === undefined ? [] : [`note: ${indented(note)}`])),
  ].join('\n');
}

/** The preset, if one is configured. */
export function startingFrom({ tools: { preset }, origins }: Host['config']): string {
  return preset === undefined ? '' : `, preset ${preset} (${origins['tools.preset'] ?? 'tools.preset'})`;
}

/** True if it is only off because of the edition of the instance. */
function isOfEdition({ edition, enabled, reason }: ListedTool): boolean {
  return edition === 'EE' && !enabled && (reason === IS_OSS || reason === NOT_ASKED);
}

/** In one line, because most instances are not Enterprise Edition. */
function byEdition(items: readonly ListedTool[]): string[] {
  const [first] = items;
  if (first === undefined) return [];
  const why =
    first.reason === IS_OSS
      ? 'but the instance is Kestra OSS'
      : `and the edition of the instance is not known yet (${command('doctor')} checks it)`;
  return [`Off because they require Enterprise Edition, ${why}: ${items.map(shown).join(', ')}.`];
}

function shown(item: ListedTool): string {
  const kind = (['resource', 'prompt', 'skill'] as const).find((each) => item[each] !== undefined);
  return kind === undefined ? nameOf(item) : `${nameOf(item)} (${kind})`;
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
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
