import { didYouMean } from '../../foundation/nearest.js';
import { CONFIRM_POLICIES, type ConfirmPolicy, type ConfirmRule } from '../config.js';
import { Invalid, parseText } from '../values/values.js';

/** The policy without any configuration. */
export const DEFAULT_CONFIRM: ConfirmPolicy = 'auto';

/** A comma outside of braces: `{a,b}` is one name with alternatives. */
const BETWEEN = /,(?![^{]*\})/;

/**
 * Parses `echo`, `echo,kv=never,manage_flow:delete=always`, or the same as an object. A policy without a name applies
 * to everything.
 */
export function parseConfirm(value: unknown): ConfirmRule[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).map(([name, policy]) => ({
      name: nameOf(name),
      policy: policyOf(policy, ` for "${name}"`),
    }));
  const items = parseText(value)
    .split(BETWEEN)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) throw new Invalid(`must be ${FORMS}.`);
  return items.map((item) => {
    const at = item.lastIndexOf('=');
    const name = at < 0 ? '*' : item.slice(0, at);
    return { name: nameOf(name), policy: policyOf(item.slice(at + 1)) };
  });
}

/** Describes what is wrong with a value in a file, with the name of the entry if it is an object. */
export function confirmFault(value: unknown): string {
  try {
    if (typeof value === 'object' && value !== null) parseConfirm(value);
  } catch (error) {
    if (error instanceof Invalid && !Array.isArray(value)) return error.message;
  }
  return `must be one of ${CONFIRM_POLICIES.join(', ')}, or an object with one of these for each name.`;
}

export function stricter(one: ConfirmPolicy, other: ConfirmPolicy): ConfirmPolicy {
  return CONFIRM_POLICIES.indexOf(one) >= CONFIRM_POLICIES.indexOf(other) ? one : other;
}

const FORMS = `one of ${CONFIRM_POLICIES.join(', ')}, or name=policy for a group, tool or tool:action`;

function nameOf(name: string): string {
  if (name.trim() === '') throw new Invalid('must have a name before each "=".');
  return name.trim();
}

function policyOf(value: unknown, where = ''): ConfirmPolicy {
  const text = String(value).trim().toLowerCase();
  const policy = CONFIRM_POLICIES.find((known) => known === text);
  if (policy !== undefined) return policy;
  throw new Invalid(
    `must be ${FORMS}, but is "${String(value)}"${where}.${didYouMean(text, CONFIRM_POLICIES)}`,
  );
}
