import { untrustedLayers } from '../../config/layers/folder.js';
import { modeOf } from '../../config/load.js';
import { real } from '../../config/sources/disk.js';
import { defaultUserFolder } from '../../config/sources/file.js';
import { judge } from '../../config/trust/judge.js';
import { noticeOf, trustCommand } from '../../config/trust/notice.js';
import { fingerprintOf, type Snapshot, snapshotOf } from '../../config/trust/snapshot.js';
import { remember } from '../../config/trust/store.js';
import { ConfigError, describeError } from '../../foundation/errors.js';

/** How `init` handles the trust of the folder that it writes to. */
export interface Trusting {
  /**
   * Called before writing. Throws if the files have changed since init started; they would be trusted without a review.
   */
  check: () => Promise<void>;
  /** Called after writing. Trusts what was written, and reports it. */
  done: () => Promise<string[]>;
}

const NOTHING: Trusting = { check: async () => undefined, done: async () => [] };

/** Rejects an untrusted folder: `init` would run what its files name, and would add credentials for their address. */
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
  // Trust for one start is not stored.
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

/** Files that cannot be hashed are compared by the error. */
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
