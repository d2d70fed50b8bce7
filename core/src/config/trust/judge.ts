import type { Withheld } from '../config.js';
import { real } from '../sources/disk.js';
import { fingerprintOf, type Snapshot } from './snapshot.js';
import { trustedFolders } from './store.js';

/** How a folder's files are taken: as its user said, or all of them for one start, or to see what they would do. */
export type Mode = 'stored' | 'all' | 'shown';

/** Whether a folder is trusted, as it is now. */
export interface Verdict {
  trusted: boolean;
  /** It was, but is not any more what it was. */
  changed: boolean;
  /** What its user has said yes to, beside the files. */
  agreed?: Withheld;
  /** The code that its user was shown, by file and hash. */
  code?: ReadonlyMap<string, string>;
}

/** Reads the files of code only for a folder that was trusted once. */
export async function judge(snapshot: Snapshot, userFolder: string, mode: Mode): Promise<Verdict> {
  if (mode !== 'stored') return { trusted: true, changed: false };
  const { [await real(snapshot.folder)]: known } = await trustedFolders(userFolder);
  if (known === undefined) return { trusted: false, changed: false };
  const found = await fingerprintOf(snapshot).catch(() => undefined);
  if (found?.hash !== known.hash) return { trusted: false, changed: true };
  const { code } = found;
  return { trusted: true, changed: false, code, ...(known.credentials && { agreed: known.credentials }) };
}
