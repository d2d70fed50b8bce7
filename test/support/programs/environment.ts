import { existsSync } from 'node:fs';
import { cacheFolder } from '../../../core/src/process/cache-folder.js';
import { ENTRY } from '../paths.js';
import { temporaryFolder } from '../temporary.js';

export interface StartOptions {
  /** The built bin. Default: that of this repository. */
  entry?: string;
  args?: readonly string[];
  /** The child's environment, in addition to `PATH`, an empty `HOME` and trust in the working folder. */
  env?: Readonly<Record<string, string>>;
  /** Default: an empty folder. */
  cwd?: string;
}

/** How to start Node for a child, isolated from the machine. */
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
    // Most tests configure the server in its working folder. Another suite tests folders that are not trusted.
    env: { PATH: process.env.PATH ?? '', HOME: home, KESTRA_MCP_TRUST: '1', ...env },
    cwd: cwd ?? home,
  };
}

/** The cache folder of programs that `startFrom` describes, if this is their home. */
export function cacheIn(home: string): string {
  return cacheFolder({ env: {}, platform: process.platform, home: () => home });
}
