import { CONFIRM_POLICIES, type ConfirmLayer, type ConfirmPolicy } from '../config/config.js';
import { DEFAULT_CONFIRM, stricter } from '../config/layers/confirm-rules.js';
import { ALIASES } from '../plugin/load/known.js';
import { type NamePattern, namePattern } from './names.js';

type Named = { name: string; group: string };

/** The rules of all layers, prepared for lookups. */
export type ConfirmRules = readonly (readonly Rule[])[];
interface Rule {
  pattern: NamePattern;
  policy: ConfirmPolicy;
}

export function confirmRules(layers: readonly ConfirmLayer[] = []): ConfirmRules {
  return layers.map(({ rules }) => rules.map(({ name, policy }) => ({ pattern: namePattern(name), policy })));
}

/**
 * The policy for calls of a tool, or of some of its actions. Within a layer the closest name counts; between layers the
 * strictest policy.
 */
export function confirmPolicy(
  layers: ConfirmRules,
  tool: Named,
  actions: readonly (string | undefined)[] = [undefined],
): ConfirmPolicy {
  const said = (actions.length > 0 ? actions : [undefined]).flatMap((action) =>
    layers.flatMap((rules) => closest(rules, tool, action)),
  );
  const [first, ...rest] = said;
  return first === undefined ? DEFAULT_CONFIRM : rest.reduce(stricter, first);
}

/** The previous rules plus those that tighten them. `never` loosens, even if nothing was configured before. */
export function tightenedBy(
  before: readonly ConfirmLayer[] = [],
  now: readonly ConfirmLayer[] = [],
): ConfirmLayer[] {
  const tightening = now.flatMap((layer) => {
    const rules = layer.rules.filter(({ policy }) => policy !== 'never');
    return rules.length > 0 ? [{ ...layer, rules }] : [];
  });
  return [...new Map([...before, ...tightening].map((layer) => [JSON.stringify(layer), layer])).values()];
}

/** True if a call that one of these names matches would need less under the new rules. */
export function isLooser(before: readonly ConfirmLayer[] = [], after: readonly ConfirmLayer[] = []): boolean {
  const [rulesBefore, rulesAfter] = [confirmRules(before), confirmRules(after)];
  const texts = [...before, ...after].flatMap(({ rules }) => rules.map(({ name }) => name));
  return ['*', ...texts].some((text) => {
    const [name = '', action] = text.split(':', 2);
    const [was, is] = [rulesBefore, rulesAfter].map((rules) =>
      CONFIRM_POLICIES.indexOf(confirmPolicy(rules, { name, group: name }, [action])),
    );
    return (is ?? 0) < (was ?? 0);
  });
}

/** The policy that one layer sets, if any. Of two equally close names, the stricter policy counts. */
function closest(rules: readonly Rule[], tool: Named, action: string | undefined): ConfirmPolicy[] {
  const hits = rules.filter(({ pattern }) => pattern.matches(tool, action));
  const nearest = Math.max(...hits.map(({ pattern }) => nearness(pattern.text, tool)));
  const [first, ...rest] = hits
    .filter(({ pattern }) => nearness(pattern.text, tool) === nearest)
    .map(({ policy }) => policy);
  return first === undefined ? [] : [rest.reduce(stricter, first)];
}

const ACTION = 4;

/** How closely a name matches a tool: all, a glob, its group, its own name; an action is closer than any of these. */
function nearness(text: string, tool: Named): number {
  const [name = '', action] = text.split(':', 2);
  const ofAction = action === undefined || action === '*' ? 0 : ACTION;
  if (name === tool.name || isAlias(name, tool.name)) return ofAction + 3;
  if (name === tool.group) return ofAction + 2;
  return ofAction + (name === '*' ? 0 : 1);
}

function isAlias(name: string, tool: string): boolean {
  return Object.hasOwn(ALIASES, name) && (ALIASES[name] ?? []).includes(tool);
}
