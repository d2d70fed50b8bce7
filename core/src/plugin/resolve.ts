import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PluginError } from '../errors.js';
import { BUNDLED } from './known.js';

/** The members of a plugin's package.json that the host reads. */
export interface PluginPackage {
  name: string;
  version: string;
  kestraMcp?: { apiVersion?: unknown; id?: unknown; manifest?: unknown };
  main?: string;
  exports?: unknown;
}

/** Where a plugin named in the configuration was found. */
export interface PluginLocation {
  /** The package's folder, or the single file. */
  path: string;
  package: PluginPackage;
  /** What to import: a folder's main module, or the file itself. */
  entry: string;
}

const HOST_FOLDER = dirname(fileURLToPath(import.meta.url));

/** Finds a plugin by path, package name or short name; `folder` is the configuration file's. */
export function resolvePlugin(name: string, folder: string): PluginLocation {
  if (/^\.{0,2}[/\\]/.test(name) || isAbsolute(name)) return atPath(resolve(folder, name), name);
  const bundled = (BUNDLED as readonly string[]).includes(name);
  for (const candidate of candidates(name)) {
    const found =
      findPackage(candidate, folder) ?? (bundled ? findPackage(candidate, HOST_FOLDER) : undefined);
    if (found !== undefined) return atFolder(found, name);
  }
  throw new PluginError(`The plugin "${name}" was not found.`, {
    hint: `Install it in ${folder} (npm install ${candidates(name)[0]}), or give its path.`,
  });
}

/** `flow` means a first-party package, then a community one; `@acme/sla` also `@acme/kestra-mcp-sla`. */
function candidates(name: string): string[] {
  const [scope, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  if (scope !== undefined)
    return [name, `${scope}/kestra-mcp-${short}`, `${scope}/kestra-mcp-plugin-${short}`];
  return [`@kestra-mcp/plugin-${name}`, name, `kestra-mcp-${name}`, `kestra-mcp-plugin-${name}`];
}

function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

function atPath(path: string, name: string): PluginLocation {
  if (!existsSync(path)) throw new PluginError(`The plugin "${name}" was not found: there is no ${path}.`);
  if (statSync(path).isDirectory()) return atFolder(path, name);
  return { path, entry: path, package: { name: basename(path), version: '0.0.0' } };
}

function atFolder(path: string, name: string): PluginLocation {
  const file = join(path, 'package.json');
  let parsed: PluginPackage;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8')) as PluginPackage;
  } catch (cause) {
    throw new PluginError(`The plugin "${name}" has no readable ${file}.`, { cause });
  }
  return { path, package: parsed, entry: join(path, mainOf(parsed)) };
}

/** The main module: of `exports`, its `.` for an import; else `main`. */
function mainOf({ exports, main }: PluginPackage): string {
  let target = exports;
  while (typeof target === 'object' && target !== null) {
    const conditions = target as Record<string, unknown>;
    target = conditions['.'] ?? conditions.import ?? conditions.node ?? conditions.default;
  }
  return typeof target === 'string' ? target : (main ?? 'index.js');
}
