import { join } from 'node:path';

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
  if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming');
  return env.XDG_CONFIG_HOME || join(home, '.config');
}
