import type { SandboxMode } from '../config.js';

/** What the command line asks for; a flag that was not given is absent. */
export interface Flags {
  command: 'serve' | 'list' | 'doctor' | 'init' | 'manifest' | 'new' | 'trust';
  json: boolean;
  /** Of `manifest`: the plugin folders; of `new`: what and its name; of `init` and `trust`: all that follows, flags too. */
  words: string[];
  /** Of `manifest`: write nothing, fail when one is stale. */
  check: boolean;
  config?: string;
  /** The working folder is trusted for this start. */
  trust?: boolean;
  readOnly?: boolean;
  /** As `tools.preset`. */
  preset?: string;
  /** As `tools.confirm` in one text. */
  confirm?: string;
  enable?: string[];
  only?: string[];
  disable?: string[];
  logLevel?: string;
  sandbox?: SandboxMode;
  strict?: boolean;
  /** Where to serve over HTTP; empty: at the usual place. */
  http?: string;
  /** It may listen beyond loopback though it asks nobody who they are. */
  insecure?: boolean;
  /** Of `doctor`: the file of a client that starts the Python server. */
  fromPython?: string;
  /** With that: change the file. */
  write?: boolean;
}

/** A question about the program itself; whoever asked prints the answer to stdout. */
export type HelpRequest = { command: 'help'; text: string } | { command: 'version' };

/** What no arguments at all ask for. */
export const SERVE: Flags = { command: 'serve', json: false, check: false, words: [] };
