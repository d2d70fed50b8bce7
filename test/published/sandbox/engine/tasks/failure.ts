import type { EngineWays } from '../ways.js';
import { STACKS } from './stacks.js';

/** The origin of a failure: its Java class, its text if different, and its task. */
export interface Thrown {
  type: string;
  message?: string;
  /** `execution.Fail`. Undefined for a timeout, which has no frames of its own. */
  task?: string;
}

/** A failed task. One log line has the message, another one the stack trace. */
export class TaskFailure extends Error {
  constructor(
    message: string,
    private readonly thrown: Thrown,
  ) {
    super(message);
  }

  /** The log line with the stack trace. */
  trace(level: EngineWays['traceLevel']): string {
    const { type, message = this.message, task } = this.thrown;
    const { call, timeout, worker, tasks } = STACKS[level];
    const own = task === undefined ? timeout : [...(tasks[task] ?? []), ...call];
    return `${type}: ${message}\n${lines([...own, ...worker])}`;
  }
}

/** The stack trace for a property that cannot be rendered. */
export function renderTrace(task: string, message: string, level: EngineWays['traceLevel']): string {
  const { call, worker, tasks, render, cause } = STACKS[level];
  const frames = [...render, ...(tasks[task] ?? []), ...call, ...worker];
  const head = `io.kestra.core.exceptions.IllegalVariableEvaluationException: ${message}\n${lines(frames)}`;
  if (cause.length === 0) return head;
  // All frames but the first belong to the failure itself.
  return `${head}Caused by: ${message}\n${lines(cause)}\t... ${frames.length - 2} more\n`;
}

/** A task that takes longer than its `timeout`. */
export function timedOut(ms: number): TaskFailure {
  const clock = new Date(ms).toISOString().slice(11, -1);
  return new TaskFailure(`Timeout after ${clock}`, {
    type: 'io.kestra.core.exceptions.TimeoutExceededException',
  });
}

/** An exception that the task with this name throws. */
export function exceptionIn(task: string, message: string, thrown = message): TaskFailure {
  return new TaskFailure(message, { type: 'java.lang.Exception', message: thrown, task });
}

const lines = (frames: readonly string[]) => frames.map((frame) => `\tat ${frame}\n`).join('');
