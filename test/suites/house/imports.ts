import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../support/paths.js';

export interface Import {
  /** The importing file, from the root of the repository. */
  from: string;
  /** As it is written there. */
  target: string;
  typeOnly: boolean;
}

/** The TypeScript files below a folder that are no tests, from the root of the repository. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** Every import of a file: of values and of types, lazy ones too. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gms,
  );
  return [...found].map(([, type, named, lazy, bare]) => ({
    from: file,
    target: named ?? lazy ?? bare ?? '',
    typeOnly: type !== undefined,
  }));
}

/** The folder or door of `core/src` that a file is in; undefined outside of it. */
export function roomOf(file: string): string | undefined {
  const [first, ...rest] = relative('core/src', file).split('/');
  if (first === undefined || first === '..') return undefined;
  return rest.length > 0 ? first : first.replace(/\.ts$/, '');
}

/** The file that a relative import names, from the root of the repository. */
export function fileOf({ from, target }: Import): string {
  return join(dirname(from), target).replace(/\.js$/, '.ts');
}
