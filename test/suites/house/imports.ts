import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../support/paths.js';

export interface Import {
  /** Path of the importing file, relative to the root of the repository. */
  from: string;
  /** The imported path or package, as the file writes it. */
  target: string;
  typeOnly: boolean;
}

/** Returns the TypeScript files below a folder, except tests, relative to the root of the repository. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** Returns every import of a file: of values and types, static and lazy. */
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

/** Returns the folder or entry point of `core/src` that a file belongs to, or undefined for a file outside it. */
export function folderOf(file: string): string | undefined {
  const [first, ...rest] = relative('core/src', file).split('/');
  if (first === undefined || first === '..') return undefined;
  return rest.length > 0 ? first : first.replace(/\.ts$/, '');
}

/** Returns the file that a relative import names, relative to the root of the repository. */
export function fileOf({ from, target }: Import): string {
  return join(dirname(from), target).replace(/\.js$/, '.ts');
}
