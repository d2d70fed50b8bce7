import { dirname, isAbsolute } from 'node:path';
import { armVariables } from '../response/armed.js';
import type { Config } from './config.js';
import { type Gathered, gather } from './layers/gather.js';
import { type Layer, saidOf } from './layers/layer.js';
import { merge } from './merge.js';
import { parsed } from './settings.js';
import { type Flags, SERVE } from './sources/command-line.js';
import {
  CONFIG_VARIABLE,
  cleanVariables,
  filled,
  TRUST_VARIABLE,
  type Variables,
} from './sources/environment.js';
import { defaultUserFolder, isCode } from './sources/file.js';
import { parseFlags } from './sources/flags.js';
import { misspeltVariables } from './sources/misspelt.js';
import type { Mode } from './trust/judge.js';
import { withheldNotice } from './trust/notice.js';
import type { Snapshot } from './trust/snapshot.js';
import { isBlank, parseBoolean } from './values/values.js';

/** All inputs of a configuration. Nothing else is read. */
export interface Sources {
  /** The command line without node and script, or the result of `parseFlags`. */
  argv: readonly string[] | Flags;
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** The user's configuration folder. Default: the platform's folder. The list of trusted folders is there too. */
  userConfigFolder?: string;
  /** `shown` reads the working folder as if it were trusted, but does not run its code. */
  mode?: 'shown';
  /** The files of the folder as read before, so that the user is asked about exactly what was read. */
  snapshot?: Snapshot;
}

/** Loads the effective configuration. Throws a ConfigError that names the key and its origin. */
export async function loadConfig(sources: Sources): Promise<Config> {
  const { cwd, userConfigFolder: userFolder = defaultUserFolder(sources.env) } = sources;
  const { variables: env, mended } = cleanVariables(sources.env);
  armVariables(env);
  const flags = await flagsOf(sources.argv);
  const { mode = modeOf(flags, env), snapshot } = sources;
  const gathered = await gather({ flags, env, cwd, userFolder, mode, ...(snapshot && { snapshot }) });
  const { layers, unread, untrusted, agreed } = gathered;
  const said = layers.flatMap(({ trusted, variables }) => (trusted && variables ? [variables] : []));
  const told = [...misspeltVariables(filled([env, ...said])), ...unread];
  const place = {
    ...placeOf(gathered, cwd),
    ...(await notesOn(layers, mode)),
    ...(told.length > 0 && { warnings: told }),
    ...(mended.length > 0 && { mended }),
  };
  const { config, left } = merge(layers, place, agreed);
  const withheld = withheldNotice(config, cwd);
  const advice = [...relativeName(flags, env), ...(config.advice ?? [])];
  return {
    ...config,
    ...(withheld.length > 0 && { warnings: [...(config.warnings ?? []), ...withheld] }),
    ...(advice.length > 0 && { advice }),
    ...(untrusted && { untrusted: { ...untrusted, left: [...untrusted.left, ...left] } }),
  };
}

async function flagsOf(argv: readonly string[] | Flags): Promise<Flags> {
  if ('command' in argv) return argv;
  const flags = await parseFlags(argv);
  return flags.command === 'help' || flags.command === 'version' ? SERVE : flags;
}

/** Only the real environment: a `.env` must not trust itself. */
export function modeOf(flags: Pick<Flags, 'trust'>, env: Variables): Mode {
  if (flags.trust) return 'all';
  const value = env[TRUST_VARIABLE];
  if (isBlank(value)) return 'stored';
  const setting = { value, origin: TRUST_VARIABLE, subject: TRUST_VARIABLE };
  return parsed(setting, parseBoolean) ? 'all' : 'stored';
}

/** The files in use. Plugins are resolved from the folder of the one that lists them. */
function placeOf({ layers, files, code }: Gathered, cwd: string) {
  const trusted = layers.filter((layer) => layer.trusted);
  const ofFiles = trusted.filter((layer) => layer.file !== undefined);
  // A file without settings is in use only if no other file exists.
  const file = (ofFiles.find(({ settings }) => Object.keys(settings).length > 0) ?? ofFiles[0])?.file;
  const dotenv = trusted.find((layer) => layer.dotenv !== undefined)?.dotenv;
  const [plugins] = saidOf(trusted, 'plugins');
  const from = plugins?.layer.file ?? file;
  return {
    folder: from === undefined ? cwd : dirname(from),
    ...(file !== undefined && { file }),
    ...(dotenv !== undefined && { dotenv }),
    ...(files.length > 0 && { files }),
    ...(plugins?.layer.kind === 'folder' && code && { code }),
  };
}

/** Node may not be able to reload a module that a file imports. */
async function notesOn(layers: readonly Layer[], mode: Mode): Promise<{ notes?: string[] }> {
  const modules = layers.flatMap(({ file }) => (file !== undefined && isCode(file) ? [file] : []));
  if (modules.length === 0 || mode === 'shown') return {};
  const { unreadableHelpers } = await import('./sources/module-loader.js');
  const stuck = await Promise.all(
    modules.map(async (path) =>
      (await unreadableHelpers(path)).map(
        (helper) =>
          `${helper}, which ${path} imports, has changed, but Node cannot reload it. Restart the server to use the new version.`,
      ),
    ),
  );
  const notes = stuck.flat();
  return notes.length > 0 ? { notes } : {};
}

/** Clients start servers in whatever folder their user works in. */
function relativeName({ config }: Flags, env: Variables): string[] {
  const [name, subject] =
    config === undefined ? [env[CONFIG_VARIABLE], CONFIG_VARIABLE] : [config, '--config'];
  if (isBlank(name) || isAbsolute(name)) return [];
  return [
    `${subject} is the relative path ${name}, which depends on the folder that the client starts the server in. Use an absolute path.`,
  ];
}
