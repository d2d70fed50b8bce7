import { untrustedLayers } from '../../config/layers/folder.js';
import { modeOf } from '../../config/load.js';
import { real } from '../../config/sources/disk.js';
import { defaultUserFolder } from '../../config/sources/file.js';
import { judge } from '../../config/trust/judge.js';
import { noticeOf, trustCommand } from '../../config/trust/notice.js';
import { fingerprintOf, type Snapshot, snapshotOf } from '../../config/trust/snapshot.js';
import { remember } from '../../config/trust/store.js';
import { ConfigError, describeError } from '../../foundation/errors.js';

/** What `init` does about the folder's trust around its writing. */
export interface Trusting {
  /** Before: throws where somebody has changed the files while questions were asked, which would be trusted unseen. */
  check: () => Promise<void>;
  /** After: trusts what was written, and says so. */
  done: () => Promise<string[]>;
}

const NOTHING: Trusting = { check: async () => undefined, done: async () => [] };

/** Refuses a folder whose files nobody has trusted: `init` would run what they name, and add credentials to their address. */
export async function beforeWriting(folder: string, env: NodeJS.ProcessEnv): Promise<Trusting> {
  const userFolder = defaultUserFolder(env);
  const place = await real(folder);
  if (place === (await real(userFolder))) return NOTHING;
  const snapshot = await snapshotOf(folder);
  const verdict = snapshot && (await judge(snapshot, userFolder, 'stored'));
  const trusting = { check: await unchanged(folder, snapshot), done: () => afterWriting(folder, userFolder) };
  if (snapshot === undefined || verdict?.trusted) return trusting;
  const { untrusted } = await untrustedLayers(snapshot, verdict?.changed ?? false);
  const [notice] = noticeOf(untrusted);
  if (notice === undefined) return trusting;
  // What was trusted for this once is not remembered.
  if (modeOf({}, env) === 'all') return NOTHING;
  throw new ConfigError(notice, {
    hint: 'Nothing was written. You can also choose another folder with --folder.',
  });
}

async function unchanged(folder: string, before: Snapshot | undefined): Promise<() => Promise<void>> {
  const hash = await hashOf(before);
  return async () => {
    if ((await hashOf(await snapshotOf(folder))) === hash) return;
    throw new ConfigError(`The configuration in ${folder} has changed since init started.`, {
      hint: 'Nothing was written. Review the configuration, then run init again.',
    });
  };
}

/** What cannot be hashed is at least the same mistake. */
async function hashOf(snapshot: Snapshot | undefined): Promise<string> {
  return snapshot === undefined ? '' : fingerprintOf(snapshot).then(({ hash }) => hash, describeError);
}

async function afterWriting(folder: string, userFolder: string): Promise<string[]> {
  const snapshot = await snapshotOf(folder);
  if (snapshot === undefined) return [];
  try {
    const { hash } = await fingerprintOf(snapshot);
    await remember(userFolder, await real(folder), { hash });
    return [
      `${folder} is now trusted in its present state. After you edit its files, run: ${trustCommand(folder)}`,
    ];
  } catch (error) {
    return [describeError(error)];
  }
}
