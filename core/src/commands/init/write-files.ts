import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Written, writeWithBackup } from '../../clients/write.js';
import { describeError } from '../../foundation/errors.js';
import type { Answers } from './answers.js';
import { blockOf, inTheWay, type Target, writeTarget } from './client-files.js';
import { configText } from './config-file.js';
import { dotenvText } from './dotenv-file.js';
import type { InitOptions } from './options.js';
import type { Questions } from './questions.js';
import { report } from './report.js';
import type { InitWorld } from './world.js';

/** The configuration and the `.env`: both, or neither. */
export async function writeOwn(file: string, answers: Answers): Promise<Written[]> {
  const dotenv = join(dirname(file), '.env');
  // No file for a Kestra that lets everybody in, unless there is one that says otherwise.
  const isWanted = answers.kestra.auth.kind !== 'none' || existsSync(dotenv);
  const texts = [await configText(file, answers), isWanted ? await dotenvText(dotenv, answers) : ''] as const;
  const written = [await writeWithBackup(file, texts[0])];
  return isWanted ? [...written, await writeWithBackup(dotenv, texts[1], true)] : written;
}

/** Writes the files of clients, or prints their blocks; the exit code. */
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
    // One client's broken file is no reason to leave out the others.
    code = Math.max(code, await run);
  }
  return code;
}

/** Those that take the place of another server. */
export async function replacedOf(targets: readonly Target[], options: InitOptions, questions?: Questions) {
  const replaced = new Set<Target>(options.replace ? targets : []);
  if (options.replace || options.print || questions === undefined) return replaced;
  for (const target of targets) {
    // A file that cannot be read is reported when it would be written.
    const other = await inTheWay(target, options.name).catch(() => false);
    if (other && (await questions.replace(target.client, target.path, options.name))) replaced.add(target);
  }
  return replaced;
}

async function write(
  target: Target,
  { name }: InitOptions,
  { say }: InitWorld,
  replace: boolean,
): Promise<number> {
  try {
    for (const text of report([await writeTarget(target, name, replace)])) say(text);
    say(`  ${target.client.next}`);
    return 0;
  } catch (error) {
    say(describeError(error));
    return 1;
  }
}

/** The block to paste. */
async function show(target: Target, { name }: InitOptions, { say, print }: InitWorld): Promise<number> {
  say(`For ${target.client.title}, in ${target.path}:`);
  await print((await blockOf(target, name)).trimEnd());
  return 0;
}
