import type { PluginRuntime } from '../plugin/run/run.js';
import type { Selection } from '../selection/selection.js';
import type { EndedTasks } from './task/ended.js';
import type { TaskSeal } from './task/id.js';

/** What a call needs from the host. A call keeps these from its start to its end. */
export interface CallServices {
  selection: () => Selection;
  runtime: PluginRuntime;
  /** The key that signs echoes. It is created on first use. */
  stateKey: () => string;
  /** Longest result, in characters. */
  answerChars: number;
  /** Longest duration of a call, in milliseconds. */
  callMs: number;
  /** Masks every secret, for errors. */
  redact: (text: string) => string;
  /** Masks secrets in results, but only those too long to be ordinary words in the user's content. */
  redactResult: (text: string) => string;
  /** Called after each call, for the log. `error` is set if it failed. */
  ended: (name: string, milliseconds: number, error?: unknown) => void;
  /** What creates and recognizes tasks. */
  tasks: { seal: () => TaskSeal; ended: EndedTasks };
  /** Reports a failure that the plugin itself caused. */
  fault: (text: string) => void;
}
