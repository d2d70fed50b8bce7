import type { FixedParameters, FurtherList, ToolsConfig } from '../config/config.js';
import { type Effect, strongest } from '../foundation/effect.js';
import type {
  ActionManifest,
  FeatureManifest,
  PromptManifest,
  ResourceManifest,
  ToolManifest,
} from '../plugin/manifest/manifest.js';
import type { Registered, RegisteredTool, Registry } from '../registry/registry.js';
import { type ConfirmRules, confirmRules } from './confirm.js';
import { type NamePattern, namePattern } from './names.js';

/** Whether something is on, and why, in words for `list` and for the error of a call. */
export interface Verdict {
  enabled: boolean;
  reason: string;
}

export interface SelectedAction extends Verdict {
  name: string;
  effect: Effect;
}

export interface SelectedTool extends Verdict {
  tool: RegisteredTool;
  /** That of the actions left. */
  effect: Effect;
  actions: SelectedAction[];
}

/** A resource or a prompt: both only read. */
export interface Selected<Manifest extends FeatureManifest> extends Verdict {
  feature: Registered<Manifest>;
}

/** Everything there is, each with whether it is on. */
export interface Selection {
  tools: ReadonlyMap<string, SelectedTool>;
  resources: ReadonlyMap<string, Selected<ResourceManifest>>;
  prompts: ReadonlyMap<string, Selected<PromptManifest>>;
  /** Parameters that the configuration decides, not the caller. */
  fixed: FixedParameters;
  /** What has to be confirmed; nothing said is `auto`. */
  confirm?: ConfirmRules;
}

/** What the instance is known to be; `undefined` before it was asked. */
export type Edition = 'OSS' | 'EE' | undefined;

/** The origin of each list, as its reason names it. */
export type ListOrigins = Partial<Record<'enable' | 'only' | 'disable' | 'readOnly', string>>;

interface Rules {
  enable: NamePattern[];
  only: NamePattern[] | undefined;
  disable: NamePattern[];
  readOnly: boolean;
  origins: ListOrigins;
  edition: Edition;
  further: { list: FurtherList['list']; patterns: NamePattern[]; origin: string }[];
}

/** Decides for every tool, action, resource and prompt whether it is on, and why. Disable wins over enable and only; read-only over all. */
export function select(
  registry: Registry,
  config: ToolsConfig,
  origins: ListOrigins = {},
  edition?: Edition,
): Selection {
  const rules: Rules = {
    enable: config.enable.map(namePattern),
    only: config.only?.map(namePattern),
    disable: config.disable.map(namePattern),
    readOnly: config.readOnly,
    origins,
    edition,
    further: (config.further ?? []).map(({ list, names, origin }) => ({
      list,
      patterns: names.map(namePattern),
      origin,
    })),
  };
  return {
    tools: new Map([...registry.tools].map(([name, tool]) => [name, selectTool(tool, rules)])),
    resources: selectReading(registry.resources, rules),
    prompts: selectReading(registry.prompts, rules),
    fixed: config.fixed ?? {},
    confirm: confirmRules(config.confirm),
  };
}

function selectReading<M extends FeatureManifest>(
  features: ReadonlyMap<string, Registered<M>>,
  rules: Rules,
) {
  return new Map(
    [...features].map(([name, feature]): [string, Selected<M>] => [
      name,
      { feature, ...judge(feature.manifest, undefined, 'read', rules) },
    ]),
  );
}

function selectTool(tool: RegisteredTool, rules: Rules): SelectedTool {
  const { manifest } = tool;
  const actions = (manifest.actions ?? []).map((action) => ({
    name: action.name,
    effect: action.effect,
    ...judge(manifest, action, action.effect, rules),
  }));
  const named = actions.filter((_, index) => manifest.actions?.[index]?.switch === undefined);
  const left = named.filter((action) => action.enabled);
  const effect = named.length > 0 ? strongest(left.map((action) => action.effect)) : manifest.effect;
  const switchedOn = actions.filter((action) => action.enabled && !named.includes(action));
  return {
    tool,
    actions,
    effect: strongest([effect, ...switchedOn.map((action) => action.effect)]),
    ...(named.length > 0
      ? verdictOf(manifest, named, rules)
      : judge(manifest, undefined, manifest.effect, rules)),
  };
}

/** A multi-action tool is on while one of its actions is. */
function verdictOf(manifest: ToolManifest, actions: SelectedAction[], rules: Rules): Verdict {
  const on = actions.find((action) => action.enabled);
  if (on !== undefined) return { enabled: true, reason: on.reason };
  const whole = judge(manifest, undefined, manifest.effect, rules);
  return whole.enabled ? { enabled: false, reason: actions[0]?.reason ?? whole.reason } : whole;
}

/** The reasons for which a tool of the Enterprise Edition is off by itself. */
export const IS_OSS = 'the instance is Kestra OSS';
export const NOT_ASKED = 'Enterprise Edition, and the instance has not been asked yet';
/** The reason for which a tool is off that few people need. */
export const OPT_IN = 'off by default: enable it with --enable or tools.enable';

function judge(
  tool: FeatureManifest,
  action: ActionManifest | undefined,
  effect: Effect,
  rules: Rules,
): Verdict {
  const hit = (patterns: NamePattern[] | undefined) =>
    patterns?.find(({ matches }) => matches(tool, action?.name));
  const off = (reason: string): Verdict => ({ enabled: false, reason });
  const on = (reason: string): Verdict => ({ enabled: true, reason });
  const by = (list: keyof ListOrigins, pattern: NamePattern) =>
    `${rules.origins[list] ?? `tools.${list}`}: ${pattern.text}`;

  if (rules.readOnly && effect !== 'read') {
    return off(
      `read-only (${rules.origins.readOnly ?? 'tools.readOnly'}), and it ${effect === 'write' ? 'writes' : 'is destructive'}`,
    );
  }
  const disabled = hit(rules.disable);
  if (disabled) return off(`disabled by ${by('disable', disabled)}`);
  for (const { list, patterns, origin } of rules.further) {
    const pattern = hit(patterns);
    if (list === 'disable' && pattern) return off(`disabled by ${origin}: ${pattern.text}`);
    if (list === 'only' && !pattern) return off(`not named in ${origin}`);
  }
  const enabled = hit(rules.enable);
  const only = hit(rules.only);
  if (rules.only && !only && !enabled) return off(`not named in ${rules.origins.only ?? 'tools.only'}`);
  if (enabled) return on(`enabled by ${by('enable', enabled)}`);
  if (only) return on(`enabled by ${by('only', only)}`);
  if (tool.edition === 'EE' && rules.edition !== 'EE') {
    return off(rules.edition === 'OSS' ? IS_OSS : NOT_ASKED);
  }
  return tool.optIn ? off(OPT_IN) : on('on by default');
}
