import type { Withheld } from '../config.js';
import { real } from '../sources/disk.js';
import { fingerprintOf, type Snapshot } from './snapshot.js';
import { trustedFolders } from './store.js';

/** How to treat a folder's files: as the user decided, trusted for this start, or only to show what they would do. */
export type Mode = 'stored' | 'all' | 'shown';

/** Whether a folder is trusted in its present state. */
export interface Verdict {
  trusted: boolean;
  /** It was trusted, but has changed since. */
  changed: boolean;
  /** What the user agreed to besides the files. */
  agreed?: Withheld;
  /** The code that the user reviewed, by file and hash. */
  code?: ReadonlyMap<string, string>;
}

/** Reads the code only for a folder that was trusted before. */
export async function judge(snapshot: Snapshot, userFolder: string, mode: Mode): Promise<Verdict> {
  if (mode !== 'stored') return { trusted: true, changed: false };
  const { [await real(snapshot.folder)]: known } = await trustedFolders(userFolder);
  if (known === undefined) return { trusted: false, changed: false };
  const found = await fingerprintOf(snapshot).catch(() => undefined);
  if (found?.hash !== known.hash) return { trusted: false, changed: true };
  const { code } = found;
  return { trusted: true, changed: false, code, ...(known.credentials && { agreed: known.credentials }) };
}
