import { existsSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytesSync } from '../../foundation/read-limited.js';
import { LARGEST_CODE } from '../../process/modules.js';
import { findPackage, mainOf, packageJson, packagesMeant } from '../../process/packages.js';
import { exportsOf, targetsOf } from './package-targets.js';

/** What a module names in an import; a match in a comment costs no more than a file too many. */
const IMPORTS = /(?:\bfrom|\bimport|\brequire)\s*(?:\(\s*)?['"`]([^'"`\n]+)['"`]/g;
/** A path in quotes is likely to be one, with a comment before it or in a function of any name. */
const RELATIVE = /['"`](\.{1,2}[/\\][^'"`\n]+)['"`]/g;
const TEXTS = /'([^'\n]{1,200})'|"([^"\n]{1,200})"|`([^`\n$]{1,200})`/g;
/** TypeScript leaves endings out, or writes those of the output. */
const ENDINGS = ['', '.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json'];
const MAINS = ['index.js', 'index.mjs', 'index.ts', 'index.mts', 'index.cjs'];
const CODE = /\.[cm]?[jt]sx?$/;
const MOST_FILES = 3_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Files of code, each with a hash of what it holds. */
export type CodeFiles = ReadonlyMap<string, string>;

/**
 * The code that plugins of these names, and modules that are configuration, would run, as far as it is named by imports:
 * their files, the packages that they take from beside them, and each package.json that decides which file is meant.
 */
export function codeFiles(
  folder: string,
  plugins: readonly string[],
  modules: ReadonlyMap<string, string>,
): CodeFiles {
  const files = new Map<string, string>();
  let bytes = 0;
  const waiting = [
    ...[...modules.keys()].flatMap((path) => importedBy(path, modules.get(path) ?? '')),
    // What stands in quotes in a configuration may be a plugin.
    ...[...modules.values()].flatMap((text) => pluginsIn(text).flatMap((name) => filesOf(name, folder))),
    ...plugins.flatMap((name) => filesOf(name, folder)),
    ...(modules.size > 0 ? [join(folder, 'package.json'), join(folder, 'tsconfig.json')] : []),
  ];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path) || !isFile(path)) continue;
    const content = readLimitedBytesSync(path, LARGEST_CODE);
    bytes += content.length;
    if (files.size >= MOST_FILES || bytes > MOST_BYTES) throw tooMuch(folder);
    files.set(path, sha256(content));
    if (CODE.test(path)) waiting.push(...importedBy(path, content.toString('utf8')));
  }
  return files;
}

function tooMuch(folder: string): ConfigError {
  return new ConfigError(
    `The plugins in ${folder} have more than ${MOST_FILES} files or ${MOST_BYTES / 1024 / 1024} MB of code.`,
    {
      hint: 'That is too much to review. Name the configuration file with --config, or trust the folder once with --trust.',
    },
  );
}

/** The main module of a plugin, and what decides that it is; of each package that the name may mean. */
export function filesOf(name: string, folder: string): string[] {
  if (isPath(name)) return atPath(resolve(folder, name));
  return packagesMeant(name).flatMap((each) => {
    const place = findPackage(each, folder);
    return place === undefined ? [] : atPath(place);
  });
}

function atPath(path: string): string[] {
  const found = statOf(path);
  if (found === undefined) return ENDINGS.map((ending) => path + ending).filter(isFile);
  if (!found.isDirectory()) return [path, ...skillsIn(dirname(path))];
  const described = packageJson(path) ?? {};
  const { kestraMcp } = described as { kestraMcp?: { manifest?: unknown } };
  const manifest = kestraMcp?.manifest;
  return [
    join(path, 'package.json'),
    ...(typeof manifest === 'string' ? [join(path, manifest)] : []),
    ...skillsIn(path),
    ...[mainOf(described), ...MAINS].flatMap((main) =>
      main === undefined ? [] : variants(join(path, main)),
    ),
  ];
}

/** A model does what its skills say: no code, but as much to be shown. */
function skillsIn(path: string): string[] {
  try {
    const entries = readdirSync(join(path, 'skills'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch {
    return [];
  }
}

function importedBy(path: string, text: string): string[] {
  // Node goes on from where a link leads to.
  const from = [...new Set([dirname(path), dirname(realOf(path))])];
  const relative = [...text.matchAll(RELATIVE)].flatMap(([, target = '']) =>
    from.flatMap((folder) => variants(resolve(folder, target))),
  );
  const named = [...text.matchAll(IMPORTS)].flatMap(([, target = '']) =>
    from.flatMap((folder) => meantBy(target, folder)),
  );
  return [...relative, ...named];
}

function meantBy(target: string, folder: string): string[] {
  if (isPath(target)) return variants(resolve(folder, target));
  return target.startsWith('#') ? mapped(target, folder) : packageOf(target, folder);
}

/** All that `imports` of the package maps it to: which of it is meant depends on conditions. */
function mapped(target: string, from: string): string[] {
  const folder = packageAround(from);
  if (folder === undefined) return [];
  const { imports } = (packageJson(folder) ?? {}) as { imports?: unknown };
  const targets = targetsOf(imports, target).filter((each) => !each.startsWith('#'));
  return [
    join(folder, 'package.json'),
    ...targets.flatMap((each) => (isPath(each) ? variants(resolve(folder, each)) : packageOf(each, folder))),
  ];
}

/** A package that a module imports, where Node would find it; one may import itself by its own name. */
function packageOf(target: string, from: string): string[] {
  if (target.startsWith('node:') || /^[a-z]+:/.test(target)) return [];
  const parts = target.split('/');
  const length = target.startsWith('@') ? 2 : 1;
  const name = parts.slice(0, length).join('/');
  const own = packageAround(from);
  const isOwn = own !== undefined && packageJson(own)?.name === name;
  const installed = upwards(from)
    .map((folder) => join(folder, 'node_modules', name))
    .find((folder) => existsSync(join(folder, 'package.json')));
  const below = parts.slice(length).join('/');
  return [...(isOwn ? [own] : []), ...(installed === undefined ? [] : [installed])].flatMap((place) => [
    ...atPath(place),
    ...targetsOf(exportsOf(place), below === '' ? '.' : `./${below}`).flatMap((each) =>
      variants(resolve(place, each)),
    ),
    ...(below === '' ? [] : variants(join(place, below))),
  ]);
}

function packageAround(from: string): string | undefined {
  return upwards(from).find((place) => existsSync(join(place, 'package.json')));
}

function variants(path: string): string[] {
  const named = [...ENDINGS.map((ending) => path + ending), path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')];
  const main = mainOf(packageJson(path) ?? {});
  const mains = [
    ...MAINS,
    'package.json',
    ...(main === undefined ? [] : [main, ...ENDINGS.map((each) => main + each)]),
  ];
  return [...named, ...mains.map((each) => join(path, each))].filter(isFile);
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function pluginsIn(text: string): string[] {
  return [...text.matchAll(TEXTS)].flatMap(([, one, two, three]) => one ?? two ?? three ?? []);
}

function upwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}

function isPath(name: string): boolean {
  return /^\.{0,2}[/\\]/.test(name) || name === '.' || name === '..' || isAbsolute(name);
}

function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

/** Undefined below a file, too. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
