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

/** Everything that `trust` may use. */
export interface TrustWorld {
  env: NodeJS.ProcessEnv;
  cwd: string;
  print: (text: string) => Promise<void>;
  /** Without it, no questions are asked. */
  terminal?: { input: Readable; output: Writable };
}

/** `kestra-mcp trust`: shows what a folder would do, asks, and stores the decision. Returns the exit code. */
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
  return printable(`${place} is no longer trusted.`);
}

async function added(userFolder: string, options: TrustOptions, world: TrustWorld): Promise<number> {
  const folder = folderOf(options, world);
  if (!(await isFolder(folder))) throw new ConfigError(`${printable(folder)} is not a folder.`);
  const place = await real(folder);
  const snapshot = place === (await real(userFolder)) ? undefined : await snapshotOf(folder);
  if (snapshot === undefined || snapshot.texts.size === 0) {
    await world.print(printable(`${folder} contains no configuration that needs trust.`));
    return 0;
  }
  const before = await fingerprintOf(snapshot);
  const config = await configOf(folder, snapshot, world).catch(async (error: unknown) => {
    // Show at least what is known.
    await world.print(await shown(snapshot, before, undefined, world.env));
    throw error;
  });
  await world.print(await shown(snapshot, before, config, world.env));
  if (!(await isAgreed(options, config, world))) return 1;
  await refuseChanged(folder, before);
  const { withheld } = config;
  await remember(userFolder, place, { hash: before.hash, ...(withheld && { credentials: withheld }) });
  await world.print(
    printable(`${place} is now trusted. It stops being trusted when one of these files changes.`),
  );
  return 0;
}

/** A configuration that cannot be shown, for example because a variable of its address is not set, is not trusted. */
async function configOf(folder: string, snapshot: Snapshot, { env }: TrustWorld): Promise<Config> {
  try {
    return await loadConfig({ argv: [], env, cwd: folder, mode: 'shown', snapshot });
  } catch (cause) {
    const why = printable(describeError(cause)).split('\n');
    throw new ConfigError(
      `Not everything that ${printable(folder)} would do can be shown, so the folder was not trusted.`,
      {
        cause,
        details: why,
        hint: 'If a variable is not set, set it as your client does, and run the command again.',
      },
    );
  }
}

async function isAgreed({ yes }: TrustOptions, { withheld }: Config, world: TrustWorld): Promise<boolean> {
  if (yes) return true;
  if (world.terminal === undefined) {
    throw new ConfigError('No terminal is available for a question, so the folder was not trusted.', {
      hint: `To trust what is shown without a question, run ${command('trust', '--yes')}.`,
    });
  }
  const message = withheld
    ? `Trust this folder and send your credentials to ${printable(withheld.to)}?`
    : 'Trust this folder in its present state?';
  const answer = await clack.confirm({ ...world.terminal, message, initialValue: false });
  return answer === true;
}

/** Only what was shown may be trusted. */
async function refuseChanged(folder: string, before: Fingerprint): Promise<void> {
  const now: Snapshot | undefined = await snapshotOf(folder);
  if (now !== undefined && (await fingerprintOf(now)).hash === before.hash) return;
  throw new ConfigError(`${printable(folder)} has changed in the meantime, so it was not trusted.`, {
    hint: 'Run the command again to see what the folder would do now.',
  });
}

function folderOf({ folder = '.' }: TrustOptions, { cwd }: TrustWorld): string {
  return resolve(cwd, folder);
}
