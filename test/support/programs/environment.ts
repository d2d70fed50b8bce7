import { existsSync } from 'node:fs';
import { cacheFolder } from '../../../core/src/process/cache-folder.js';
import { ENTRY } from '../paths.js';
import { temporaryFolder } from '../temporary.js';

export interface StartOptions {
  /** The built bin; this repository's when left out. */
  entry?: string;
  args?: readonly string[];
  /** Beside `PATH`, an empty `HOME` and trust in the working folder, all that the child sees. */
  env?: Readonly<Record<string, string>>;
  /** An empty folder when left out. */
  cwd?: string;
}

/** What Node is given for a child, so that nothing of the machine it runs on reaches the test. */
export function startFrom({ entry = ENTRY, args = [], env = {}, cwd }: StartOptions): {
  args: string[];
  env: Record<string, string>;
  cwd: string;
} {
  if (entry === ENTRY && !existsSync(entry))
    throw new Error(`There is no ${entry}: run "npm run build" first.`);
  const home = temporaryFolder();
  return {
    args: [entry, ...args],
    // Most tests configure the host in its working folder; what such a folder may do unasked is another suite's.
    env: { PATH: process.env.PATH ?? '', HOME: home, KESTRA_MCP_TRUST: '1', ...env },
    cwd: cwd ?? home,
  };
}

/** Where the programs that `startFrom` describes keep what they may forget, when that is their home. */
export function cacheIn(home: string): string {
  return cacheFolder({ env: {}, platform: process.platform, home: () => home });
}
