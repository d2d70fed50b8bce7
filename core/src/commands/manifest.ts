import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ConfigError, PluginError } from '../foundation/errors.js';
import type { PluginDefinition } from '../plugin/author/define.js';
import { type PluginIdentity, problemOf } from '../plugin/load/identity.js';
import { importPlugin } from '../plugin/load/import.js';
import type { PluginLocation } from '../plugin/load/location.js';
import { resolvePlugin } from '../plugin/load/resolve.js';
import { skillFiles, stampOf } from '../plugin/manifest/code-stamp.js';
import { describeNamed } from '../plugin/manifest/describe-named.js';
import type { PluginManifest } from '../plugin/manifest/manifest.js';
import { oddArgumentsNote } from '../plugin/manifest/odd-arguments.js';
import { checkStated, nameOne, otherId } from '../plugin/manifest/read-manifest.js';
import { undescribed } from '../plugin/manifest/undescribed.js';
import { skillFolderOf } from '../plugin/skills/describe-skill.js';
import { command } from '../process/command.js';
import { packageJson } from '../process/packages.js';

const LONGEST_IMPORT = 30_000;

/** Reports something that an author should know, although it is not an error. */
type Note = (text: string) => void;
const silent: Note = () => undefined;

/** A current manifest and its file. */
interface Written {
  source: string;
  file: string;
  text: string;
}

/**
 * `kestra-mcp manifest <folder>…`: writes each plugin's manifest to the file that its package.json names. Returns the
 * files.
 */
export async function writeManifests(folders: readonly string[], note: Note = silent): Promise<string[]> {
  const manifests = await describeAll(folders, note);
  await Promise.all(manifests.map(({ file, text }) => writeFile(file, text)));
  return manifests.map(({ file }) => file);
}

/** `kestra-mcp manifest --check <folder>…`: throws if a manifest is out of date. */
export async function checkManifests(folders: readonly string[], note: Note = silent): Promise<string[]> {
  const manifests = await describeAll(folders, note);
  const stale = manifests.filter(
    ({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text,
  );
  const [first, ...rest] = stale.map(
    ({ source, file }) => `The manifest of ${source} is out of date: ${file}.`,
  );
  if (first !== undefined) {
    throw new ConfigError(first, { details: rest, hint: `Regenerate it: ${command('manifest')} <folder>.` });
  }
  return manifests.map(({ file }) => file);
}

async function describeAll(folders: readonly string[], note: Note): Promise<Written[]> {
  const expanded = await Promise.all(folders.map(expand));
  return Promise.all(expanded.flat().map((folder) => describe(folder, note)));
}

/** Not every shell expands `plugins/*`. */
async function expand(folder: string): Promise<string[]> {
  if (!folder.endsWith('*')) return [folder];
  const parent = folder.slice(0, -1);
  if (!existsSync(parent)) throw noFolder(parent);
  const entries = await readdir(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(parent, name));
}

function checkFolder(path: string): void {
  if (!existsSync(path)) throw noFolder(path);
  if (!statSync(path).isDirectory()) throw new PluginError(`${path} is not a folder.`);
  if (packageJson(path) !== undefined) return;
  const file = join(path, 'package.json');
  if (existsSync(file)) throw new PluginError(`${file} cannot be read as JSON.`);
  throw new PluginError(`${path} is not a plugin folder: it has no package.json.`);
}

function noFolder(path: string): PluginError {
  return new PluginError(`There is no folder ${resolve(path)}.`);
}

async function describe(folder: string, note: Note): Promise<Written> {
  const path = resolve(folder);
  checkFolder(path);
  const location = resolvePlugin(path, process.cwd());
  const { name: source, version, kestraMcp } = location.package;
  if (typeof kestraMcp?.manifest !== 'string') {
    throw new PluginError(`The package.json of ${source} does not name a manifest.`, {
      hint: nameOne(),
    });
  }
  const identity = { source, version, file: location.entry };
  checkStated(identity, kestraMcp);
  const definition = await importPlugin(identity, LONGEST_IMPORT);
  const manifest = describeNamed(identity, definition);
  checkPlaces(identity, location, definition);
  if (isLeftOut(location, manifest))
    note(`The skills of ${source} would not be published. Add "skills" to \`files\` in its package.json.`);
  const other = otherId(kestraMcp.id, manifest.id);
  if (other !== undefined) throw problemOf(identity, `${other}.`, { hint: 'Use the same id in both.' });
  checkDescriptions(identity, manifest);
  const odd = oddArgumentsNote(source, manifest);
  if (odd !== undefined) note(odd);
  const text = JSON.stringify(
    { ...manifest, code: stampOf(location.path, location.entry, skillFiles(manifest)) },
    null,
    2,
  );
  return { source, file: join(location.path, kestraMcp.manifest), text: `${text}\n` };
}

/** A start finds skills there without running the plugin's code. */
function checkPlaces(
  identity: PluginIdentity,
  { path }: PluginLocation,
  { skills = [] }: PluginDefinition,
): void {
  for (const folder of skills.map(skillFolderOf)) {
    const place = join(path, 'skills', basename(folder));
    if (resolve(folder) === place) continue;
    throw problemOf(identity, `has a skill in ${folder}, where its manifest cannot find it.`, {
      hint: `Move it to ${place}.`,
    });
  }
}

/** npm only packs what `files` lists. */
function isLeftOut({ package: { files } }: PluginLocation, { skills = [] }: PluginManifest): boolean {
  if (skills.length === 0 || !Array.isArray(files)) return false;
  return !files.some((item) => /^(\.?\/)?(skills(\/.*)?|\*+.*)$/.test(String(item)));
}

/** A model only knows a tool by its descriptions, so a build without them fails. */
function checkDescriptions(identity: PluginIdentity, manifest: PluginManifest): void {
  const missing = undescribed(manifest);
  if (missing.length === 0) return;
  throw problemOf(identity, 'has tools or arguments without a description:', {
    details: missing,
    hint: 'Describe arguments with `.describe("…")` and tools with `description`.',
  });
}
