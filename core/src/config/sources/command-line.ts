import type { SandboxMode } from '../config.js';

/** The parsed command line. Flags that were not given are absent. */
export interface Flags {
  command: 'serve' | 'list' | 'doctor' | 'init' | 'manifest' | 'new' | 'trust';
  json: boolean;
  /**
   * `manifest`: the plugin folders. `new`: the kind and the name. `init` and `trust`: everything after the command,
   * including flags.
   */
  words: string[];
  /** `manifest`: write nothing, and fail if a manifest is out of date. */
  check: boolean;
  config?: string;
  /** Trust the working folder for this start. */
  trust?: boolean;
  readOnly?: boolean;
  /** Same as `tools.preset`. */
  preset?: string;
  /** Same as `tools.confirm`, as one string. */
  confirm?: string;
  enable?: string[];
  only?: string[];
  disable?: string[];
  logLevel?: string;
  sandbox?: SandboxMode;
  strict?: boolean;
  /** The address for HTTP. An empty string means the default address. */
  http?: string;
  /** Allow listening beyond loopback without authentication. */
  insecure?: boolean;
  /** `doctor`: the file of a client that starts the Python server. */
  fromPython?: string;
  /** With `fromPython`: change the file. */
  write?: boolean;
}

/** A question about the program itself. The caller prints the answer to stdout. */
export type HelpRequest = { command: 'help'; text: string } | { command: 'version' };

/** The command without any arguments. */
export const SERVE: Flags = { command: 'serve', json: false, check: false, words: [] };
