import type * as z from 'zod';
import { ConfigError } from '../foundation/errors.js';
import { didYouMean } from '../foundation/nearest.js';
import { armValue } from '../response/armed.js';
import { ConfigFile, KNOWN_KEYS } from './schema.js';
import type { Setting, Settings } from './settings.js';
import type { Variables } from './sources/environment.js';
import { interpolate, type Problem } from './values/interpolate.js';

/** The settings of a configuration file. Throws an error with all its problems. */
export function fileSettings(path: string, content: unknown, variables: Variables): Settings {
  const { value, problems, escaped } = interpolate(content, variables);
  for (const given of [content, value]) armValue(given);
  const parsed = ConfigFile.safeParse(value);
  const undefinedKeys = new Set(problems.map(({ key }) => key));
  const issues = (parsed.error?.issues ?? []).flatMap(describe);
  const all = [...problems, ...issues.filter(({ key }) => !undefinedKeys.has(key))];
  if (parsed.success && all.length === 0) return flatten(path, parsed.data, escaped);
  const [first, ...rest] = all.map(({ text }) => text);
  throw new ConfigError(`${path}: ${first}`, { details: rest });
}

function describe(issue: z.core.$ZodIssue): Problem[] {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((unknown) => ({ key, text: unknownKey(key, unknown) }));
  }
  return [{ key, text: `${key === '' ? 'the configuration' : key} ${issue.message}` }];
}

function unknownKey(parent: string, key: string): string {
  const known = KNOWN_KEYS[parent] ?? [];
  const near = didYouMean(key, known) || didYouMean(key, dottedKeys());
  const place = parent === '' ? '' : ` in ${parent}`;
  return `unknown key "${key}"${place}.${near || ` The known keys are ${known.join(', ')}.`}`;
}

/** Suggestions for a key that is in the wrong object. */
function dottedKeys(): string[] {
  return Object.entries(KNOWN_KEYS).flatMap(([parent, keys]) =>
    parent === '' ? [] : keys.map((key) => `${parent}.${key}`),
  );
}

/** Flattens objects to dotted keys. Lists are values, and so are objects whose keys are tool names. */
function flatten(path: string, config: ConfigFile, escaped: ReadonlySet<string>): Settings {
  // Only editors use it.
  const { $schema: _, ...settings } = config;
  return Object.fromEntries(leaves(settings, []));

  function leaves(node: object, parents: readonly string[]): [string, Setting][] {
    return Object.entries(node).flatMap(([name, value]): [string, Setting][] => {
      const key = [...parents, name];
      if (value === undefined) return [];
      const dotted = key.join('.');
      if (typeof value === 'object' && Object.hasOwn(KNOWN_KEYS, dotted)) return leaves(value, key);
      const literal = escaped.has(dotted) && ({ literal: true } as const);
      return [[dotted, { value, origin: path, subject: `${dotted} in ${path}`, ...literal }]];
    });
  }
}
