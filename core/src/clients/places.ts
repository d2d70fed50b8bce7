import { isAbsolute, join } from 'node:path';

/** Where the files of clients are looked for. */
export interface Surroundings {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The project's folder. */
  cwd: string;
}

/** For all projects of a user, or for one project. */
export const SCOPES = ['user', 'project'] as const;
export type Scope = (typeof SCOPES)[number];

/** A client's file in each scope that it knows. */
export type Places = Partial<Record<Scope, string>>;

/** The folder in which desktop programs keep what a user sets. */
export function settingsFolder({ platform, home, env }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming');
  return platform === 'linux' ? xdgFolder({ home, env }) : dotConfig(home);
}

/** A relative path is none, says the specification. */
function xdgFolder({
  home,
  env: { XDG_CONFIG_HOME: named = '' },
}: Pick<Surroundings, 'home' | 'env'>): string {
  return isAbsolute(named) ? named : dotConfig(home);
}

function dotConfig(home: string): string {
  return join(home, '.config');
}

/** The folder of programs that look into `~/.config` on macOS, too. */
export function dotConfigFolder(where: Surroundings): string {
  return where.platform === 'darwin' ? dotConfig(where.home) : settingsFolder(where);
}
