import { dirname, resolve } from 'node:path';
import type { UntrustedFolder, Withheld } from '../config.js';
import type { Flags } from '../sources/command-line.js';
import { real } from '../sources/disk.js';
import { type Dotenv, readDotenv } from '../sources/dotenv.js';
import { CONFIG_VARIABLE, environmentSettings, filled, type Variables } from '../sources/environment.js';
import { type FoundFile, findFile, readNamedFile } from '../sources/file.js';
import { flagSettings } from '../sources/flags.js';
import { isClone } from '../trust/clone.js';
import { judge, type Mode } from '../trust/judge.js';
import { type Snapshot, snapshotOf } from '../trust/snapshot.js';
import { isBlank } from '../values/values.js';
import { trustedLayers, untrustedLayers } from './folder.js';
import type { Kind, Layer } from './layer.js';

/** The sources of the configuration. */
export interface Around {
  flags: Flags;
  env: Variables;
  cwd: string;
  userFolder: string;
  mode: Mode;
  /** Files of the working folder that were read before. */
  snapshot?: Snapshot;
}

/** The layers, nearest first, and what to report about them. */
export interface Gathered {
  layers: Layer[];
  unread: string[];
  /** Configuration files to watch. */
  files: string[];
  untrusted?: UntrustedFolder;
  agreed?: Withheld;
  code?: ReadonlyMap<string, string>;
}

export async function gather(around: Around): Promise<Gathered> {
  const { flags, env, cwd, userFolder } = around;
  const [here, users] = await Promise.all([real(cwd), real(userFolder)]);
  const ofUser = await readDotenv(userFolder, env);
  const ofClone = (await isClone(cwd)) ? await readDotenv(cwd, env) : undefined;
  const named = namedFile(flags, env, cwd) ?? namedIn(ofUser) ?? namedIn(ofClone);
  // A `.env` next to a named file belongs to that file and to nothing else.
  const beside = named && (await real(dirname(named.path)));
  const byName = named ? await namedLayers(named, env, [ofUser, ofClone]) : NOTHING;
  const folder = here === users || here === beside ? NOTHING : await folderOf(around);
  const user = users === beside ? NOTHING : await userLayers(userFolder, ofUser, env);
  const clone = ofClone && here !== beside ? [dotenvLayer('clone', ofClone)] : [];
  const { untrusted, agreed, code } = folder;
  return {
    layers: [...ofThisStart(around), ...byName.layers, ...folder.layers, ...user.layers, ...clone],
    // A user who names a file knows which one it is.
    unread: named ? [] : [...folder.unread, ...user.unread],
    files: [...byName.files, ...folder.files, ...user.files],
    ...(untrusted && { untrusted }),
    ...(agreed && { agreed }),
    ...(code && { code }),
  };
}

const NOTHING: Gathered = { layers: [], unread: [], files: [] };

function ofThisStart({ flags, env }: Around): Layer[] {
  return [
    { kind: 'flags', trusted: true, settings: flagSettings(flags) },
    { kind: 'environment', trusted: true, settings: environmentSettings(env), variables: env },
  ];
}

interface Named {
  path: string;
  subject: string;
}

/** Relative paths start at the working folder. */
function namedFile(flags: Flags, env: Variables, cwd: string): Named | undefined {
  if (flags.config !== undefined) return { path: resolve(cwd, flags.config), subject: '--config' };
  const fromEnv = env[CONFIG_VARIABLE];
  return isBlank(fromEnv) ? undefined : { path: resolve(cwd, fromEnv), subject: CONFIG_VARIABLE };
}

/** In a `.env`, relative paths start at its folder. The `.env` of a working folder cannot name a file. */
function namedIn(dotenv: Dotenv | undefined): Named | undefined {
  const value = dotenv?.variables[CONFIG_VARIABLE];
  if (dotenv === undefined || isBlank(value)) return undefined;
  return {
    path: resolve(dirname(dotenv.path), value),
    subject: `${CONFIG_VARIABLE} in ${dotenv.path}`,
  };
}

/** The named file and the `.env` next to it. It may use all variables of the user. */
async function namedLayers(
  { path, subject }: Named,
  env: Variables,
  others: readonly (Dotenv | undefined)[],
): Promise<Gathered> {
  const beside = await readDotenv(dirname(path), env);
  const variables = [env, beside?.variables, ...others.map((dotenv) => dotenv?.variables)];
  const file = await fileLayer('named', await readNamedFile(path, subject), filled(variables));
  const layers = beside === undefined ? [file] : [dotenvLayer('named', beside), file];
  return { layers, unread: [], files: [path] };
}

async function userLayers(folder: string, dotenv: Dotenv | undefined, env: Variables): Promise<Gathered> {
  const { file, unread } = await findFile(folder);
  const variables = filled([env, dotenv?.variables]);
  return {
    layers: [
      ...(dotenv ? [dotenvLayer('user', dotenv)] : []),
      ...(file ? [await fileLayer('user', file, variables)] : []),
    ],
    unread,
    files: file ? [file.path] : [],
  };
}

async function folderOf({ cwd, env, userFolder, mode, snapshot: known }: Around): Promise<Gathered> {
  const snapshot = known ?? (await snapshotOf(cwd));
  if (snapshot === undefined) return NOTHING;
  const { trusted, changed, agreed, code } = await judge(snapshot, userFolder, mode);
  const ofFolder = trusted
    ? await trustedLayers(snapshot, env, mode !== 'shown')
    : await untrustedLayers(snapshot, changed);
  return { ...ofFolder, files: snapshot.places.found, ...(agreed && { agreed }), ...(code && { code }) };
}

function dotenvLayer(kind: Kind, { path, variables }: Dotenv): Layer {
  return { kind, trusted: true, settings: environmentSettings(variables, path), dotenv: path, variables };
}

/** Loads the schema only if a file exists, because most starts have none. */
async function fileLayer(kind: Kind, { path, content }: FoundFile, variables: Variables): Promise<Layer> {
  const { fileSettings } = await import('../validate.js');
  return { kind, trusted: true, settings: fileSettings(path, content, variables), file: path };
}
