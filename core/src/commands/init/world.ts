import type { Terminal } from './prompts.js';

/** Everything that `init` may use. */
export interface InitWorld {
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** For requested output: help and blocks. */
  print: (text: string) => Promise<void>;
  /** For everything else. */
  say: (text: string) => void;
  /** Without it, no questions are asked. */
  terminal?: Terminal;
}
