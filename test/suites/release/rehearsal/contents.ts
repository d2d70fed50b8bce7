import { execFileSync } from 'node:child_process';
import { posix } from 'node:path';

/** The content of a tarball: its paths, and its package.json. */
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

/** Files that no user needs, or that must not leave this machine. */
const UNWANTED =
  /(?<!^(?:dist\/)?templates\/.*)(?:\.test\.|\.spec\.|(?:^|\/)(?:src|fixtures|node_modules)\/|\.tsbuildinfo$|\.map$|tsconfig)|(?:^|\/)\.(?!npmignore)|\.tgz$/;

function unwanted({ paths }: Contents): string[] {
  return paths.filter((path) => UNWANTED.test(path));
}

/** Files that package.json names and the package lacks. */
function missing({ paths, manifest: { exports, bin = {}, kestraMcp } }: Contents): string[] {
  const named = [
    ...Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    ),
    ...Object.values(bin),
    ...(kestraMcp ? [kestraMcp.manifest] : []),
  ];
  return named.map((path) => posix.normalize(path)).filter((path) => !paths.includes(path));
}

/** The top-level names, and those at the top of `dist` that are not code. */
export function outline({ paths }: Contents): string[] {
  const top = paths.map((path) => path.split('/')[0] ?? '');
  const beside = paths.filter((path) => /^dist\/[^/]+\.(?:txt|json|html)$/.test(path));
  return [...new Set([...top, ...beside])].sort();
}

const ALWAYS = ['LICENSE', 'README.md', 'package.json'];
const WITH_BUNDLED_CODE = ['dist/sbom.cdx.json', 'dist/THIRD-PARTY-LICENSES.txt'];

/** The faults of a package in this version. */
export function faultsOf(contents: Contents, version: string): string[] {
  const { paths, manifest, text } = contents;
  const bundled = paths.some((path) => path.endsWith('.html') || path === 'dist/bin.js');
  const needed = [...ALWAYS, ...(bundled && manifest.name !== '@kestra-mcp/core' ? WITH_BUNDLED_CODE : [])];
  const ours = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(([name]) =>
    /^(@kestra-mcp\/|kestra-mcp$)/.test(name),
  );
  return [
    ...unwanted(contents).map((path) => `it has ${path}`),
    ...missing(contents).map((path) => `package.json names ${path}`),
    ...needed.filter((path) => !paths.includes(path)).map((path) => `it has no ${path}`),
    ...ours
      .filter(([, range]) => range !== `^${version}`)
      .map(([name, range]) => `it needs ${name} ${range}`),
    ...(manifest.version === version ? [] : [`its version is ${manifest.version}`]),
    ...(/not (?:on npm|published) yet|nothing is published/i.test(text('README.md'))
      ? ['its README says that it is not published']
      : []),
  ];
}

const PAGES: Readonly<Record<string, string>> = {
  diagnose: 'timeline',
  execution: 'timeline',
  flow: 'graph',
  namespace: 'graph',
};
const WITH_SKILLS = ['author', 'diagnose'];

/** The expected `outline` of each of our packages. */
export function expectedOutline(name: string): string[] {
  const [, plugin = ''] = /^@kestra-mcp\/plugin-(\w+)$/.exec(name) ?? [];
  const page = PAGES[plugin];
  return [
    ...ALWAYS,
    'dist',
    ...(name === '@kestra-mcp/core' ? ['templates'] : []),
    ...(name === 'kestra-mcp' ? [...WITH_BUNDLED_CODE, 'dist/plugins.json'] : []),
    ...(plugin === '' ? [] : ['kestra-mcp.manifest.json']),
    ...(page === undefined ? [] : [...WITH_BUNDLED_CODE, `dist/${page}.html`]),
    ...(WITH_SKILLS.includes(plugin) ? ['skills'] : []),
  ].sort();
}
