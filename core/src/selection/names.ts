import picomatch from 'picomatch';
import { ALIASES, KNOWN_TOOLS } from '../plugin/load/known.js';
import type { Registry } from '../registry/registry.js';

/** One item of a list: a group, tool, alias or glob, with or without an action. */
export interface NamePattern {
  text: string;
  matches(tool: { name: string; group: string }, action?: string): boolean;
  /** True if it is the tool's own name, with or without an action, and not a group or a glob. */
  isName(tool: { name: string }): boolean;
}

/** Reads an item such as `files`, `*_logs`, `manage_executions:delete` or `codegen`. */
export function namePattern(text: string): NamePattern {
  const [name = '', action] = text.split(':', 2);
  const tools = [name, ...(Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? []) : [])].map(matcher);
  const actions = action === undefined ? undefined : matcher(action);
  return {
    text,
    isName: (tool) => name === tool.name,
    matches(tool, asked) {
      const hit = tools.some((matches) => matches(tool.name) || matches(tool.group));
      // A whole tool's pattern covers its actions; an action's pattern does not cover the tool.
      return hit && (actions === undefined || (asked !== undefined && actions(asked)));
    },
  };
}

/** `!` would match everything else, so that `disable` would disable all but what it names. */
function matcher(pattern: string): (name: string) => boolean {
  // `*` alone, as in `confirm: never`, does not need the glob library.
  if (pattern === '*') return () => true;
  return isGlob(pattern)
    ? picomatch(pattern, { nonegate: true, noextglob: true })
    : (name) => name === pattern;
}

function isGlob(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/** Why an item of a list is malformed, in words; undefined if it is not. */
export function malformed(text: string): string | undefined {
  const parts = text.split(':');
  if (parts.length > 2) return 'has more than one ":". Write an action as tool:action';
  if (parts.some((part) => part.startsWith('!')))
    return 'starts with "!", which is not supported. To turn something off, add its name to `disable` without "!"';
  if (/[()|]/.test(text)) return 'has (…) or |. The supported wildcards are *, ?, […] and {a,b}';
  return undefined;
}

/** Everything that only reads: resources, prompts and skills. */
export function readingIn({ resources, prompts, skills }: Registry) {
  return [...resources.values(), ...prompts.values(), ...skills.values()];
}

/** Every name that an item may use, loaded or only known. */
export function knownNames(registry: Registry): Set<string> {
  const names = new Set<string>([
    ...Object.keys(KNOWN_TOOLS),
    ...Object.values(KNOWN_TOOLS).flat(),
    ...Object.keys(ALIASES),
  ]);
  for (const { manifest } of registry.tools.values()) {
    names.add(manifest.group).add(manifest.name);
    for (const action of manifest.actions ?? []) names.add(`${manifest.name}:${action.name}`);
  }
  for (const { manifest } of readingIn(registry)) {
    names.add(manifest.group).add(manifest.name);
  }
  return names;
}

/** True if an item is a known name or a glob that matches one. */
export function isKnown(text: string, registry: Registry): boolean {
  const { matches } = namePattern(text);
  const [name = '', action] = text.split(':', 2);
  for (const { manifest } of registry.tools.values()) {
    if (matches(manifest)) return true;
    if (manifest.actions?.some((candidate) => matches(manifest, candidate.name))) return true;
  }
  if (readingIn(registry).some(({ manifest }) => matches(manifest))) return true;
  const waiting = Object.entries(KNOWN_TOOLS).flatMap(([group, tools]) =>
    tools.map((tool) => ({ group, name: tool })),
  );
  const unloaded = waiting.filter((tool) => !registry.tools.has(tool.name));
  return unloaded.some((tool) => namePattern(name).matches(tool) && (action === undefined || action !== ''));
}
