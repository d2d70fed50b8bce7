import type { PluginRuntime } from '../plugin/run/run.js';
import type { Selection } from '../selection/selection.js';
import type { EndedTasks } from './task/ended.js';
import type { TaskSeal } from './task/id.js';

/** What serving a call needs of the host; a call that has begun keeps what it began with. */
export interface CallServices {
  selection: () => Selection;
  runtime: PluginRuntime;
  /** What an echo is signed with; it may have to be made. */
  stateKey: () => string;
  /** Longest answer, in characters. */
  answerChars: number;
  /** Longest call, in milliseconds. */
  callMs: number;
  /** Masks every secret, for errors. */
  redact: (text: string) => string;
  /** Masks secrets that are too long to be words of the user's content, for results. */
  redactResult: (text: string) => string;
  /** Told of every call that ran, for the log; `error` when it failed. */
  ended: (name: string, milliseconds: number, error?: unknown) => void;
  /** What tasks are made and known by. */
  tasks: { seal: () => TaskSeal; ended: EndedTasks };
  /** Told of a failure that is a plugin's own fault. */
  fault: (text: string) => void;
}
