import { temporaryFolder } from './temporary.js';

export interface StartOptions {
  args?: readonly string[];
  /** Beside `PATH` and an empty `HOME`, all that the child sees. */
  env?: Readonly<Record<string, string>>;
  /** An empty folder when left out. */
  cwd?: string;
}

/** What a child is given, so that nothing of the machine it runs on reaches the test. */
export function startFrom({ args = [], env = {}, cwd }: StartOptions): {
  args: string[];
  env: Record<string, string>;
  cwd: string;
} {
  const home = temporaryFolder();
  return {
    args: [...args],
    env: { PATH: process.env.PATH ?? '', HOME: home, ...env },
    cwd: cwd ?? home,
  };
}
