import { dirname, resolve } from 'node:path';
import { armVariables } from '../response/armed.js';
import type { Config } from './config.js';
import { merge } from './merge.js';
import { proxyFor } from './proxy.js';
import { type Flags, SERVE } from './sources/command-line.js';
import { type Dotenv, readDotenv } from './sources/dotenv.js';
import {
  CONFIG_VARIABLE,
  cleanVariables,
  environmentSettings,
  type Variables,
} from './sources/environment.js';
import { defaultUserFolder, type FoundFile, findFile, readNamedFile } from './sources/file.js';
import { flagSettings, parseFlags } from './sources/flags.js';
import { isBlank } from './values.js';

/** Everything a configuration is made from; nothing else is read. */
export interface Sources {
  /** The command line without node and script, or what `parseFlags` made of it. */
  argv: readonly string[] | Flags;
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Searched after `cwd`; by default the platform's folder for user configuration. */
  userConfigFolder?: string;
}

/** The one effective configuration; throws a ConfigError that names the key and its origin. */
export async function loadConfig(sources: Sources): Promise<Config> {
  const { cwd, userConfigFolder = defaultUserFolder(sources.env) } = sources;
  const { variables: env, mended } = cleanVariables(sources.env);
  armVariables(env);
  const flags = await flagsOf(sources.argv);
  const folders = [cwd, userConfigFolder];
  // What stands beside a file that is named belongs to it; clients start a server in any folder.
  const beside = namedFile(flags, env, undefined, cwd);
  const dotenv = await readDotenv(beside ? [dirname(beside.path), ...folders] : folders, env);
  const named = namedFile(flags, env, dotenv, cwd);
  const { file, unread } = named
    ? { file: await readNamedFile(named.path, named.subject), unread: [] }
    : await findFile(folders);
  const config = merge({
    flags: flagSettings(flags),
    environment: environmentSettings(env),
    dotenv: dotenv ? environmentSettings(dotenv.variables, dotenv.path) : {},
    file: file ? await validated(file, { ...dotenv?.variables, ...present(env) }) : {},
    place: {
      folder: file ? dirname(file.path) : cwd,
      ...(file && { file: file.path }),
      ...(dotenv && { dotenv: dotenv.path }),
      ...(file && (await notesOn(file.path))),
      ...(unread.length > 0 && { warnings: unread }),
      ...(mended.length > 0 && { mended }),
    },
  });
  const proxy = proxyFor(config.kestra.baseUrl, { ...dotenv?.variables, ...present(env) });
  return proxy === undefined ? config : { ...config, kestra: { ...config.kestra, proxy } };
}

async function flagsOf(argv: readonly string[] | Flags): Promise<Flags> {
  if ('command' in argv) return argv;
  const flags = await parseFlags(argv);
  return flags.command === 'help' || flags.command === 'version' ? SERVE : flags;
}

/** A relative path is meant from the working folder, but in a `.env` from that file. */
function namedFile(flags: Flags, env: Variables, dotenv: Dotenv | undefined, cwd: string) {
  if (flags.config !== undefined) return { path: resolve(cwd, flags.config), subject: '--config' };
  const fromEnv = env[CONFIG_VARIABLE];
  if (!isBlank(fromEnv)) return { path: resolve(cwd, fromEnv), subject: CONFIG_VARIABLE };
  const fromFile = dotenv?.variables[CONFIG_VARIABLE];
  if (dotenv === undefined || isBlank(fromFile)) return undefined;
  return {
    path: resolve(dirname(dotenv.path), fromFile),
    subject: `${CONFIG_VARIABLE} (.env at ${dotenv.path})`,
  };
}

/** A module that the file imports may be one that Node does not read again. */
async function notesOn(path: string): Promise<{ notes?: string[] }> {
  if (!/\.m?[tj]s$/.test(path)) return {};
  const { unreadableHelpers } = await import('./sources/module-loader.js');
  const stuck = await unreadableHelpers(path);
  const notes = stuck.map(
    (helper) => `${helper}, which ${path} imports, has changed but cannot be read again: restart to use it.`,
  );
  return notes.length > 0 ? { notes } : {};
}

/** The schema is loaded only for a file: most starts have none. */
async function validated(file: FoundFile, variables: Variables) {
  const { fileSettings } = await import('./validate.js');
  return fileSettings(file.path, file.content, variables);
}

/** A blank variable does not hide one of the `.env`. */
function present(env: Variables): Variables {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => !isBlank(value)));
}
