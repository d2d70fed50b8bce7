import { KNOWN_KEYS } from '../schema.js';
import type { SettingKey, Settings } from '../settings.js';
import { CONFIG_VARIABLE, VARIABLES, type Variables } from '../sources/environment.js';
import { isBlank, parseBoolean, parseFixedNamespaces, parseNames, parseTenant } from '../values/values.js';
import { parseConfirm } from './confirm-rules.js';

/** What is used from a file of an untrusted folder, and what is ignored, by key. */
export interface Taken {
  settings: Settings;
  left: string[];
}

/** Nobody writes longer lists by hand, and each name costs time at every start. */
const MOST_NAMES = 500;
/** Each wildcard makes matching slower, and the author is unknown. */
const MOST_WILDCARDS = 3;

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

type Take = (value: unknown) => { value?: unknown; isWhole: boolean };

/** The limits, and how each is read. Everything else in the file is ignored. */
const LIMITS: Readonly<Partial<Record<SettingKey, Take>>> = {
  'tools.readOnly': (value) => ({ ...(parseBoolean(value) && { value: true }), isWhole: true }),
  'tools.disable': namesFrom,
  'tools.only': namesFrom,
  'tools.confirm': confirmFrom,
  'tools.fixed.namespaces': (value) => ({ value: [parseFixedNamespaces(value)].flat(), isWhole: true }),
  'tools.fixed.tenant': (value) => ({ value: parseTenant(value), isWhole: true }),
};

/** Extracts the limits from a file's content. Runs nothing, fills in no variables, and never throws. */
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
      // Unknown keys are not repeated, because a stranger wrote them.
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

/** The variables of a `.env` that kestra-mcp would use. All of them are ignored. */
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

/** Checks each name separately: an invalid one does not discard the others. */
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

/** Rejects `never`, which would loosen, and globs, which cost time. */
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
