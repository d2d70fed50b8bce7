import { lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What determines where a user's caches are. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  home: () => string;
}

/** The user's folder for data that can be recreated. Empty if it cannot be determined. */
export function cacheFolder(
  { env, platform, home }: Surroundings = { env: process.env, platform: process.platform, home: homedir },
): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const named = namedBy(env, platform);
  if (isAbsolute(named)) return join(named, 'kestra-mcp');
  try {
    const user = home();
    return isAbsolute(user) ? join(user, ...usual(platform), 'kestra-mcp') : '';
  } catch {
    // The user has no home folder.
    return '';
  }
}

function namedBy(env: Surroundings['env'], platform: string): string {
  if (platform === 'darwin') return '';
  return (platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME) ?? '';
}

function usual(platform: string): string[] {
  if (platform === 'win32') return ['AppData', 'Local'];
  return platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
}

/** True if the folder exists and nobody else can read it or write to it. */
export function isOwnFolder(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    if (process.getuid === undefined) return found.isDirectory();
    return found.isDirectory() && found.uid === process.getuid() && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** Same, and creates the folder if it is missing. */
export function makeOwnFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return false;
  }
  return isOwnFolder(folder);
}
