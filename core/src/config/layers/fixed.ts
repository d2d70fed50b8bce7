import { ConfigError } from '../../foundation/errors.js';
import type { FixedParameters } from '../config.js';
import { parsed } from '../settings.js';
import { parseFixedNamespaces, parseTenant } from '../values/values.js';
import { type Layer, type Left, type Said, saidOf } from './layer.js';

interface Fixed {
  fixed?: FixedParameters;
  left: Left[];
}

/**
 * The values that callers cannot choose. Trusted layers must agree. An untrusted folder may narrow the namespaces, but
 * cannot set a value. `tenant` is the effective one.
 */
export function fixedOf(layers: readonly Layer[], tenant: string): Fixed {
  const byTenant = tenantOf(layers, tenant);
  const byNamespaces = namespacesOf(layers);
  const fixed = { ...byTenant.fixed, ...byNamespaces.fixed };
  return {
    ...(Object.keys(fixed).length > 0 && { fixed }),
    left: [...byTenant.left, ...byNamespaces.left],
  };
}

function tenantOf(layers: readonly Layer[], effective: string): Fixed {
  const said = saidOf(layers, 'tools.fixed.tenant');
  const trusted = said.filter(({ layer }) => layer.trusted);
  const [first] = trusted;
  for (const other of trusted) agree(first ?? other, other, parseTenant);
  const untrusted = said.filter(({ layer }) => !layer.trusted);
  const [equal] = [...trusted, ...untrusted].filter(
    ({ setting }) => parsed(setting, parseTenant) === effective,
  );
  return {
    ...(equal && { fixed: { tenant: effective } }),
    left: untrusted.filter((each) => parsed(each.setting, parseTenant) !== effective).map(leftOf),
  };
}

function namespacesOf(layers: readonly Layer[]): Fixed {
  const said = saidOf(layers, 'tools.fixed.namespaces');
  const [first, ...others] = said.filter(({ layer }) => layer.trusted);
  for (const other of others) if (first) agree(first, other, sameNames);
  const given = first && parsed(first.setting, parseFixedNamespaces);
  const one = typeof given === 'string' ? given : undefined;
  let fence = one === undefined ? (given as string[] | undefined) : [one];
  const left: Left[] = [];
  for (const each of said.filter(({ layer }) => !layer.trusted)) {
    const names = [parsed(each.setting, parseFixedNamespaces)].flat();
    const narrowed = fence === undefined ? names : commonNamespaces(fence, names);
    if (narrowed.length === 0) left.push(leftOf(each));
    else fence = narrowed;
  }
  if (fence === undefined) return { left };
  // Otherwise the fixed value would be outside, and every call would fail.
  const isFilledIn = one !== undefined && fence.includes(one);
  return { fixed: { ...(isFilledIn && { namespace: one }), namespaces: [...fence] }, left };
}

/** The namespaces that are in both lists. If one is below the other, the lower one. */
export function commonNamespaces(one: readonly string[], other: readonly string[]): string[] {
  const within = (name: string, roots: readonly string[]) =>
    roots.some((root) => name === root || name.startsWith(`${root}.`));
  return [
    ...new Set([...one.filter((name) => within(name, other)), ...other.filter((name) => within(name, one))]),
  ];
}

/** Choosing one of two might allow calls that the other forbids. */
function agree(first: Said, other: Said, parse: (value: unknown) => string): void {
  const [a, b] = [parsed(first.setting, parse), parsed(other.setting, parse)];
  if (a === b) return;
  throw new ConfigError(`${other.setting.subject} is "${b}", but ${first.setting.subject} is "${a}".`, {
    hint: 'Set both to the same value, or remove one of them.',
  });
}

function sameNames(value: unknown): string {
  return [...new Set([parseFixedNamespaces(value)].flat())].sort().join(', ');
}

function leftOf({ layer, setting }: Said): Left {
  const [key = ''] = setting.subject.split(' in ');
  return { file: layer.file ?? '', what: key };
}
