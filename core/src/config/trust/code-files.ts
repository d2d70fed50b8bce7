import { existsSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytesSync } from '../../foundation/read-limited.js';
import { LARGEST_CODE } from '../../process/modules.js';
import { findPackage, mainOf, packageJson, packagesMeant } from '../../process/packages.js';
import { exportsOf, targetsOf } from './package-targets.js';

/** Imports of a module. A match in a comment only adds a file. */
const IMPORTS = /(?:\bfrom|\bimport|\brequire)\s*(?:\(\s*)?['"`]([^'"`\n]+)['"`]/g;
/** Any quoted relative path, since it may be an argument of any function. */
const RELATIVE = /['"`](\.{1,2}[/\\][^'"`\n]+)['"`]/g;
const TEXTS = /'([^'\n]{1,200})'|"([^"\n]{1,200})"|`([^`\n$]{1,200})`/g;
/** TypeScript omits endings, or uses those of the output. */
const ENDINGS = ['', '.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json'];
const MAINS = ['index.js', 'index.mjs', 'index.ts', 'index.mts', 'index.cjs'];
const CODE = /\.[cm]?[jt]sx?$/;
const MOST_FILES = 3_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Files of code with a hash of their content. */
export type CodeFiles = ReadonlyMap<string, string>;

/**
 * The code that these plugins and configuration modules would run, as far as imports name it: their files, the packages
 * next to them, and each package.json that decides which file is used.
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
    // Any quoted text in a configuration may be a plugin.
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

/** The main module of a plugin and the files that select it, for each package that the name may mean. */
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

/** A model follows skills, so they are reviewed like code. */
function skillsIn(path: string): string[] {
  try {
    const entries = readdirSync(join(path, 'skills'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  } catch {
    return [];
  }
}

function importedBy(path: string, text: string): string[] {
  // Node resolves imports from the target of a link.
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

/** Every target in the `imports` of the package: conditions decide which one is used. */
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

/** A package that a module imports, as Node would find it. A package may import itself by name. */
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

/** Also undefined if a parent is a file. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
