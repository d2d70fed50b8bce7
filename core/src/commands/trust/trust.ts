import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import * as clack from '@clack/prompts';
import type { Config } from '../../config/config.js';
import { loadConfig } from '../../config/load.js';
import { isFolder, real } from '../../config/sources/disk.js';
import { defaultUserFolder } from '../../config/sources/file.js';
import { type Fingerprint, fingerprintOf, type Snapshot, snapshotOf } from '../../config/trust/snapshot.js';
import { remember, trustedFolders } from '../../config/trust/store.js';
import { ConfigError, describeError } from '../../foundation/errors.js';
import { printable } from '../../foundation/printable.js';
import { command } from '../../process/command.js';
import { parseOptions, type TrustOptions } from './options.js';
import { shown } from './shown.js';

/** What `trust` may touch. */
export interface TrustWorld {
  env: NodeJS.ProcessEnv;
  cwd: string;
  print: (text: string) => Promise<void>;
  /** Left out: nothing is asked. */
  terminal?: { input: Readable; output: Writable };
}

/** `kestra-mcp trust`: shows what a folder would do, asks, and remembers; the exit code. */
export async function trust(argv: readonly string[], world: TrustWorld): Promise<number> {
  const options = parseOptions(argv);
  const userFolder = defaultUserFolder(world.env);
  if (typeof options === 'string') await world.print(options.trimEnd());
  else if (options.list) await world.print(await listed(userFolder));
  else if (options.revoke) await world.print(await revoked(userFolder, folderOf(options, world)));
  else return added(userFolder, options, world);
  return 0;
}

async function listed(userFolder: string): Promise<string> {
  const folders = Object.entries(await trustedFolders(userFolder));
  const lines = folders.map(([folder, { credentials }]) =>
    credentials === undefined
      ? folder
      : `${folder}, with the credentials of ${credentials.from} for ${credentials.to}`,
  );
  const rows = lines.sort().map((line) => printable(line).replaceAll('\n', ' '));
  return rows.join('\n') || 'No folder is trusted.';
}

async function revoked(userFolder: string, folder: string): Promise<string> {
  const place = await real(folder);
  if ((await trustedFolders(userFolder))[place] === undefined) return printable(`${place} was not trusted.`);
  await remember(userFolder, place);
  return printable(`${place} is trusted no more.`);
}

async function added(userFolder: string, options: TrustOptions, world: TrustWorld): Promise<number> {
  const folder = folderOf(options, world);
  if (!(await isFolder(folder))) throw new ConfigError(`${printable(folder)} is no folder.`);
  const place = await real(folder);
  const snapshot = place === (await real(userFolder)) ? undefined : await snapshotOf(folder);
  if (snapshot === undefined || snapshot.texts.size === 0) {
    await world.print(printable(`${folder} has nothing that would have to be trusted.`));
    return 0;
  }
  const before = await fingerprintOf(snapshot);
  const config = await configOf(folder, snapshot, world).catch(async (error: unknown) => {
    // What can be known is shown all the same.
    await world.print(await shown(snapshot, before, undefined, world.env));
    throw error;
  });
  await world.print(await shown(snapshot, before, config, world.env));
  if (!(await isAgreed(options, config, world))) return 1;
  await refuseChanged(folder, before);
  const { withheld } = config;
  await remember(userFolder, place, { hash: before.hash, ...(withheld && { credentials: withheld }) });
  await world.print(printable(`${place} is trusted as it is now. A change of these files takes that back.`));
  return 0;
}

/** What cannot be shown, such as an address whose variable is not set, is not trusted. */
async function configOf(folder: string, snapshot: Snapshot, { env }: TrustWorld): Promise<Config> {
  try {
    return await loadConfig({ argv: [], env, cwd: folder, mode: 'shown', snapshot });
  } catch (cause) {
    const why = printable(describeError(cause)).split('\n');
    throw new ConfigError(
      `Not all that ${printable(folder)} would do can be shown, so nothing was trusted.`,
      {
        cause,
        details: why,
        hint: 'If it is a variable that is not set, set it as your client does, and ask again.',
      },
    );
  }
}

async function isAgreed({ yes }: TrustOptions, { withheld }: Config, world: TrustWorld): Promise<boolean> {
  if (yes) return true;
  if (world.terminal === undefined) {
    throw new ConfigError('Nobody can be asked here, so nothing was trusted.', {
      hint: `${command('trust', '--yes')} says yes to what is shown.`,
    });
  }
  const message = withheld
    ? `Trust it, and send your credentials to ${printable(withheld.to)}?`
    : 'Trust it, as it is now?';
  const answer = await clack.confirm({ ...world.terminal, message, initialValue: false });
  return answer === true;
}

/** What was shown is what is trusted. */
async function refuseChanged(folder: string, before: Fingerprint): Promise<void> {
  const now: Snapshot | undefined = await snapshotOf(folder);
  if (now !== undefined && (await fingerprintOf(now)).hash === before.hash) return;
  throw new ConfigError(`${printable(folder)} has changed meanwhile, so nothing was trusted.`, {
    hint: 'Ask again, to see what it would do now.',
  });
}

function folderOf({ folder = '.' }: TrustOptions, { cwd }: TrustWorld): string {
  return resolve(cwd, folder);
}
