import { packageJson } from '../../process/packages.js';

/** The `exports` of a package by subpath. Without subpaths, everything is for the package itself. */
export function exportsOf(place: string): unknown {
  const { exports } = packageJson(place) ?? {};
  const isByPart = Object.keys(Object(exports)).some((key) => key.startsWith('.'));
  return typeof exports === 'object' && isByPart ? exports : { '.': exports };
}

/** The targets of a name in `imports` or `exports`, under any condition. */
export function targetsOf(entries: unknown, name: string): string[] {
  return Object.entries(Object(entries) as object).flatMap(([key, value]) => {
    if (key === name) return textsIn(value);
    const [before = '', after] = key.split('*');
    if (after === undefined || !name.startsWith(before) || !name.endsWith(after)) return [];
    const star = name.slice(before.length, name.length - after.length);
    return textsIn(value).map((target) => target.replaceAll('*', () => star));
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
