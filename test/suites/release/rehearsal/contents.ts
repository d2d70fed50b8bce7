import { execFileSync } from 'node:child_process';
import { posix } from 'node:path';

/** What a tarball has: its paths, and its package.json. */
export interface Contents {
  paths: string[];
  manifest: Manifest;
  text(path: string): string;
}

interface Manifest {
  name: string;
  version: string;
  license: string;
  exports: Record<string, string | Record<string, string>>;
  bin?: Record<string, string>;
  kestraMcp?: { manifest: string };
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
}

export function contentsOf(tarball: string): Contents {
  const tar = (...args: string[]) =>
    execFileSync('tar', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const paths = tar('-tzf', tarball)
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
  const text = (path: string) => tar('-xzOf', tarball, `package/${path}`);
  return { paths, text, manifest: JSON.parse(text('package.json')) };
}

/** What no user needs, or what must not leave this machine. */
const UNWANTED =
  /(?<!^(?:dist\/)?templates\/.*)(?:\.test\.|\.spec\.|(?:^|\/)(?:src|tests?|fixtures|node_modules)\/|\.tsbuildinfo$|\.map$|tsconfig)|(?:^|\/)\.(?!npmignore)|\.tgz$/;

export function unwanted({ paths }: Contents): string[] {
  return paths.filter((path) => UNWANTED.test(path));
}

/** Files that package.json names and the package does not have. */
export function missing({ paths, manifest: { exports, bin = {}, kestraMcp } }: Contents): string[] {
  const named = [
    ...Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    ),
    ...Object.values(bin),
    ...(kestraMcp ? [kestraMcp.manifest] : []),
  ];
  return named.map((path) => posix.normalize(path)).filter((path) => !paths.includes(path));
}

/** The names at the top, and those at the top of `dist` that are no code. */
export function outline({ paths }: Contents): string[] {
  const top = paths.map((path) => path.split('/')[0] ?? '');
  const beside = paths.filter((path) => /^dist\/[^/]+\.(?:txt|json|html)$/.test(path));
  return [...new Set([...top, ...beside])].sort();
}
