import { KNOWN_KEYS } from '../schema.js';
import type { SettingKey, Settings } from '../settings.js';
import { CONFIG_VARIABLE, VARIABLES, type Variables } from '../sources/environment.js';
import { isBlank, parseBoolean, parseFixedNamespaces, parseNames, parseTenant } from '../values/values.js';
import { parseConfirm } from './confirm-rules.js';

/** What a file of a folder that is not trusted may say, and the rest of it, by key. */
export interface Taken {
  settings: Settings;
  left: string[];
}

/** More is no list that somebody has written, and would cost time at every start. */
const MOST_NAMES = 500;
/** Patterns cost more with each of these, and nothing is known of who wrote them. */
const MOST_WILDCARDS = 3;

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

type Take = (value: unknown) => { value?: unknown; isWhole: boolean };

/** The limits, and how much of each can be taken. All else of a file is left. */
const LIMITS: Readonly<Partial<Record<SettingKey, Take>>> = {
  'tools.readOnly': (value) => ({ ...(parseBoolean(value) && { value: true }), isWhole: true }),
  'tools.disable': namesFrom,
  'tools.only': namesFrom,
  'tools.confirm': confirmFrom,
  'tools.fixed.namespaces': (value) => ({ value: [parseFixedNamespaces(value)].flat(), isWhole: true }),
  'tools.fixed.tenant': (value) => ({ value: parseTenant(value), isWhole: true }),
};

/** The limits that a file's content has; nothing in it is run, filled in, or an error. */
export function takenFrom(file: string, content: unknown): Taken {
  const taken: Taken = { settings: {}, left: [] };
  walk(content, '');
  return taken;

  function walk(node: unknown, parent: string): void {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      taken.left.push(parent === '' ? 'the whole file' : parent);
      return;
    }
    const known = KNOWN_KEYS[parent] ?? [];
    for (const [name, value] of Object.entries(node)) {
      const key = parent === '' ? name : `${parent}.${name}`;
      // What a stranger has written is not repeated.
      if (!known.includes(name)) taken.left.push(...(name === '$schema' ? [] : ['an unknown key']));
      else if (key in KNOWN_KEYS && key !== 'kestra.auth') walk(value, key);
      else one(key as SettingKey, value);
    }
  }

  function one(key: SettingKey, given: unknown): void {
    const { value, isWhole } = attempt(LIMITS[key], given);
    if (!isWhole) taken.left.push(value === undefined ? key : `part of ${key}`);
    if (value !== undefined)
      taken.settings[key] = { value, origin: file, subject: `${key} in ${file}`, literal: true };
  }
}

/** The variables of a `.env` that mean something here: all of them are left. */
export function leftOfDotenv(variables: Variables): string[] {
  const ours = [...Object.keys(VARIABLES), CONFIG_VARIABLE, ...PROXIES];
  return ours.filter((name) => !isBlank(variables[name]));
}

function attempt(take: Take | undefined, value: unknown): ReturnType<Take> {
  try {
    return take?.(value) ?? { isWhole: false };
  } catch {
    return { isWhole: false };
  }
}

/** Name by name: one that cannot be read does not take the others with it. */
function namesFrom(value: unknown): ReturnType<Take> {
  const items: unknown[] = Array.isArray(value) ? value.slice(0, MOST_NAMES) : [value];
  const names = items.flatMap((item) => (typeof item === 'string' ? parseNames(item) : []));
  const good = names.filter(isHarmless).slice(0, MOST_NAMES);
  const isWhole =
    good.length === names.length &&
    items.every((item) => typeof item === 'string') &&
    !isLonger(value, items);
  return { ...(good.length > 0 && { value: good }), isWhole };
}

/** `never` would lift, and a glob of a stranger costs time. */
function confirmFrom(value: unknown): ReturnType<Take> {
  const rules = parseConfirm(value);
  const good = rules
    .filter(({ name, policy }) => policy !== 'never' && (name === '*' || isHarmless(name)))
    .slice(0, MOST_NAMES);
  const kept = Object.fromEntries(good.map(({ name, policy }) => [name, policy]));
  return { ...(good.length > 0 && { value: kept }), isWhole: good.length === rules.length };
}

function isLonger(value: unknown, items: readonly unknown[]): boolean {
  return Array.isArray(value) && value.length > items.length;
}

function isHarmless(name: string): boolean {
  const wildcards = name.replace(/[^*?[\]{},]/g, '').length;
  return name.length <= 64 && wildcards <= MOST_WILDCARDS && /^[\w*?[\]{},:.-]+$/.test(name);
}
