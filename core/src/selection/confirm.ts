import { CONFIRM_POLICIES, type ConfirmLayer, type ConfirmPolicy } from '../config/config.js';
import { DEFAULT_CONFIRM, stricter } from '../config/layers/confirm-rules.js';
import { ALIASES } from '../plugin/load/known.js';
import { type NamePattern, namePattern } from './names.js';

type Named = { name: string; group: string };

/** The rules of all layers, ready to be asked. */
export type ConfirmRules = readonly (readonly Rule[])[];
interface Rule {
  pattern: NamePattern;
  policy: ConfirmPolicy;
}

export function confirmRules(layers: readonly ConfirmLayer[] = []): ConfirmRules {
  return layers.map(({ rules }) => rules.map(({ name, policy }) => ({ pattern: namePattern(name), policy })));
}

/** What calls of a tool, or of some of its actions, need: within a layer the closest name counts, of layers the strictest. */
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

/** What was there with what tightens it: `never` lifts, also where nothing was said before. */
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

/** True where a call that one of these names means would need less under the later rules. */
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

/** What one layer says of it, if anything. Of two names that are equally close the stricter one counts. */
function closest(rules: readonly Rule[], tool: Named, action: string | undefined): ConfirmPolicy[] {
  const hits = rules.filter(({ pattern }) => pattern.matches(tool, action));
  const nearest = Math.max(...hits.map(({ pattern }) => nearness(pattern.text, tool)));
  const [first, ...rest] = hits
    .filter(({ pattern }) => nearness(pattern.text, tool) === nearest)
    .map(({ policy }) => policy);
  return first === undefined ? [] : [rest.reduce(stricter, first)];
}

const ACTION = 4;

/** How closely a name means a tool: all, a glob, its group, itself; and one of its actions before any of these. */
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
