import type { FixedParameters, ToolsConfig } from '../config/config.js';
import { type Effect, strongest } from '../foundation/effect.js';
import type {
  FeatureManifest,
  PromptManifest,
  ResourceManifest,
  SkillManifest,
  ToolManifest,
} from '../plugin/manifest/manifest.js';
import type { Registered, RegisteredTool, Registry } from '../registry/registry.js';
import { type ConfirmRules, confirmRules } from './confirm.js';
import { type Edition, judge, type ListOrigins, type Rules, type Verdict } from './judge.js';
import { namePattern } from './names.js';

export interface SelectedAction extends Verdict {
  name: string;
  effect: Effect;
}

export interface SelectedTool extends Verdict {
  tool: RegisteredTool;
  /** The effect of the remaining actions. */
  effect: Effect;
  actions: SelectedAction[];
}

/** A resource, prompt or skill. All of them only read. */
export interface Selected<Manifest extends FeatureManifest> extends Verdict {
  feature: Registered<Manifest>;
}

/** Everything that exists, and whether it is enabled. */
export interface Selection {
  tools: ReadonlyMap<string, SelectedTool>;
  resources: ReadonlyMap<string, Selected<ResourceManifest>>;
  prompts: ReadonlyMap<string, Selected<PromptManifest>>;
  skills: ReadonlyMap<string, Selected<SkillManifest>>;
  /** Values that the configuration fixes. */
  fixed: FixedParameters;
  /** The confirmation rules. Without rules, `auto` applies. */
  confirm?: ConfirmRules;
}

/**
 * Decides for every tool, action, resource, prompt and skill whether it is enabled, and why. `disable` wins over
 * `enable` and `only`; read-only mode wins over all.
 */
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
    preset: config.preset ?? 'default',
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
    skills: selectReading(registry.skills, rules),
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

/** A multi-action tool is enabled while one of its actions is. */
function verdictOf(manifest: ToolManifest, actions: SelectedAction[], rules: Rules): Verdict {
  const on = actions.find((action) => action.enabled);
  if (on !== undefined) return { enabled: true, reason: on.reason };
  const whole = judge(manifest, undefined, manifest.effect, rules);
  return whole.enabled ? { enabled: false, reason: actions[0]?.reason ?? whole.reason } : whole;
}
