import type { Terminal } from './prompts.js';

/** What `init` may touch. */
export interface InitWorld {
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** For what is asked for: help and blocks. */
  print: (text: string) => Promise<void>;
  /** For all else. */
  say: (text: string) => void;
  /** Left out: nothing is asked. */
  terminal?: Terminal;
}
