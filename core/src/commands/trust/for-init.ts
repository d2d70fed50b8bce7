import { untrustedLayers } from '../../config/layers/folder.js';
import { modeOf } from '../../config/load.js';
import { real } from '../../config/sources/disk.js';
import { defaultUserFolder } from '../../config/sources/file.js';
import { judge } from '../../config/trust/judge.js';
import { noticeOf, trustCommand } from '../../config/trust/notice.js';
import { fingerprintOf, snapshotOf } from '../../config/trust/snapshot.js';
import { remember } from '../../config/trust/store.js';
import { ConfigError, describeError } from '../../foundation/errors.js';

/**
 * Refuses a folder whose files nobody has trusted: `init` would run what they name, and add credentials to their address.
 * Gives what is to be called when `init` has written its own: that is trusted, and what is to be told of it.
 */
export async function beforeWriting(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<() => Promise<string[]>> {
  const userFolder = defaultUserFolder(env);
  const place = await real(folder);
  if (place === (await real(userFolder))) return async () => [];
  const snapshot = await snapshotOf(folder);
  const verdict = snapshot && (await judge(snapshot, userFolder, 'stored'));
  if (snapshot === undefined || verdict?.trusted) return () => afterWriting(folder, userFolder);
  const { untrusted } = await untrustedLayers(snapshot, verdict?.changed ?? false);
  const [notice] = noticeOf(untrusted);
  if (notice === undefined) return () => afterWriting(folder, userFolder);
  // What was trusted for this once is not remembered.
  if (modeOf({}, env) === 'all') return async () => [];
  throw new ConfigError(notice, { hint: 'Or choose another folder with --folder. Nothing was written.' });
}

async function afterWriting(folder: string, userFolder: string): Promise<string[]> {
  const snapshot = await snapshotOf(folder);
  if (snapshot === undefined) return [];
  try {
    const { hash } = await fingerprintOf(snapshot);
    await remember(userFolder, await real(folder), { hash });
    return [`${folder} is trusted as it is now. After an edit: ${trustCommand(folder)}`];
  } catch (error) {
    return [describeError(error)];
  }
}
