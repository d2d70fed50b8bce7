import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ground, isWithin } from '../../clients/real-place.js';
import { readIfThere, type Written, writeWithBackup } from '../../clients/write.js';
import type { KestraAuth } from '../../config/config.js';
import { real } from '../../config/sources/disk.js';
import { defaultUserFolder } from '../../config/sources/file.js';
import { describeError } from '../../foundation/errors.js';
import type { Answers } from './answers.js';
import { blockOf, inTheWay, leftOut, type Target, writeTarget } from './client-files.js';
import { configText } from './config-file.js';
import { dotenvText } from './dotenv-file.js';
import type { InitOptions } from './options.js';
import type { Questions } from './questions.js';
import { report } from './report.js';
import type { InitWorld } from './world.js';

/** Writes the configuration and the `.env`, both or neither. */
export async function writeOwn(file: string, answers: Answers, ground: Ground): Promise<Written[]> {
  const [config, dotenv] = await ownFiles(file, answers);
  const written = [await writeWithBackup(config.path, config.text, ground)];
  if (dotenv === undefined) return written;
  const privately = { ...ground, secret: true, withoutCopy: true };
  return [...written, await writeWithBackup(dotenv.path, dotenv.text, privately)];
}

/**
 * The user's folder may contain links. Any other folder may belong to someone else, below the working folder or below
 * the named folder.
 */
export async function groundOf(folder: string, { env, cwd }: InitWorld): Promise<Ground> {
  if ((await real(folder)) === (await real(defaultUserFolder(env)))) return {};
  return { project: isWithin(cwd, folder) ? cwd : folder };
}

/** Prints what would change in the two files, without secrets. */
export async function showOwn(file: string, answers: Answers, { say, print }: InitWorld): Promise<void> {
  const [config, dotenv] = await ownFiles(file, answers);
  if ((await readIfThere(config.path)) !== config.text) {
    say(`In ${config.path}:`);
    await print(config.text.trimEnd());
  }
  if (dotenv && (await readIfThere(dotenv.path)) !== dotenv.text) {
    say(`In ${dotenv.path}, readable only by you, with your own secret:`);
    for (const line of credentialLines(answers.kestra.auth)) await print(line);
  }
}

interface OwnFile {
  path: string;
  text: string;
}

async function ownFiles(file: string, answers: Answers): Promise<[config: OwnFile, dotenv?: OwnFile]> {
  const path = join(dirname(file), '.env');
  const config = { path: file, text: await configText(file, answers) };
  // Without credentials, the file is only written if it exists and may contain others.
  if (answers.kestra.auth.kind === 'none' && !existsSync(path)) return [config];
  return [config, { path, text: await dotenvText(path, answers) }];
}

function credentialLines(auth: KestraAuth): string[] {
  if (auth.kind === 'none') return ['# no credentials'];
  if (auth.kind === 'bearer') return ['KESTRA_API_TOKEN=…'];
  return [`KESTRA_USERNAME=${auth.username}`, 'KESTRA_PASSWORD=…'];
}

/** Writes the files of clients, or prints their blocks. Returns the exit code. */
export async function writeTargets(
  targets: readonly Target[],
  replaced: ReadonlySet<Target>,
  options: InitOptions,
  world: InitWorld,
): Promise<number> {
  let code = 0;
  for (const target of targets) {
    const run = options.print
      ? show(target, options, world)
      : write(target, options, world, replaced.has(target));
    // One client's broken file must not prevent the others.
    code = Math.max(code, await run);
  }
  return code;
}

/** The targets that replace another server. */
export async function replacedOf(targets: readonly Target[], options: InitOptions, questions?: Questions) {
  const replaced = new Set<Target>(options.replace ? targets : []);
  if (options.replace || options.print || questions === undefined) return replaced;
  for (const target of targets) {
    // An unreadable file is reported when it would be written.
    const other = await inTheWay(target, options.name).catch(() => undefined);
    if (other === undefined) continue;
    if (await questions.replace(target.client, target.path, `"${options.name}" is ${other}`))
      replaced.add(target);
  }
  return replaced;
}

const NOT_SHARED = '  It contains paths of this machine. Do not commit it; others run init themselves.';

async function write(
  target: Target,
  { name }: InitOptions,
  { say }: InitWorld,
  replace: boolean,
): Promise<number> {
  try {
    const left = await leftOut(target, name);
    for (const text of report([await writeTarget(target, name, replace)])) say(text);
    if (target.scope === 'project') say(NOT_SHARED);
    if (target.noProject) say(`  ${target.client.title} has no project file, so init wrote the user's file.`);
    if (left.length > 0)
      say(`  These variables were removed, because anyone can write a project's file: ${left.join(', ')}.`);
    say(`  ${target.client.next}`);
    return 0;
  } catch (error) {
    say(describeError(error));
    return 1;
  }
}

/** Prints the block to paste. */
async function show(target: Target, { name }: InitOptions, { say, print }: InitWorld): Promise<number> {
  say(`For ${target.client.title}, in ${target.path}:`);
  await print((await blockOf(target, name)).trimEnd());
  if (target.scope === 'project') say(NOT_SHARED);
  if (target.noProject) say(`  ${target.client.title} has no project file, so this is the user's file.`);
  return 0;
}
