import { isAbsolute, join } from 'node:path';

/** Where to look for the clients' files. */
export interface Surroundings {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The folder of the project. */
  cwd: string;
}

/** For all projects of a user, or for one project. */
export const SCOPES = ['user', 'project'] as const;
export type Scope = (typeof SCOPES)[number];

/** A client's file in each scope that it supports. */
export type Places = Partial<Record<Scope, string>>;

/** The folder for settings of desktop programs. */
export function settingsFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming');
  return platform === 'linux' ? xdgFolder({ home, env }) : dotConfig(home);
}

/** The specification ignores relative paths. */
function xdgFolder({
  home,
  env: { XDG_CONFIG_HOME: named = '' },
}: Pick<Surroundings, 'home' | 'env'>): string {
  return isAbsolute(named) ? named : dotConfig(home);
}

function dotConfig(home: string): string {
  return join(home, '.config');
}

/** The folder of programs that use `~/.config` on macOS too. */
export function dotConfigFolder(where: Surroundings): string {
  return where.platform === 'darwin' ? dotConfig(where.home) : settingsFolder(where);
}
