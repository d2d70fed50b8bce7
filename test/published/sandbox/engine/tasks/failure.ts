import type { EngineWays } from '../ways.js';
import { STACKS } from './stacks.js';

/** Where a failure was thrown: the Java class of it, its text where that is another, and the task. */
export interface Thrown {
  type: string;
  message?: string;
  /** `execution.Fail`; a task that took too long has none of its own frames. */
  task?: string;
}

/** A task that fails: one line says so, another where. */
export class TaskFailure extends Error {
  constructor(
    message: string,
    private readonly thrown: Thrown,
  ) {
    super(message);
  }

  /** The line that says where in Kestra. */
  trace(level: EngineWays['traceLevel']): string {
    const { type, message = this.message, task } = this.thrown;
    const { call, timeout, worker, tasks } = STACKS[level];
    const own = task === undefined ? timeout : [...(tasks[task] ?? []), ...call];
    return `${type}: ${message}\n${lines([...own, ...worker])}`;
  }
}

/** The line that says where a text of a task could not be rendered. */
export function renderTrace(task: string, message: string, level: EngineWays['traceLevel']): string {
  const { call, worker, tasks, render, cause } = STACKS[level];
  const frames = [...render, ...(tasks[task] ?? []), ...call, ...worker];
  const head = `io.kestra.core.exceptions.IllegalVariableEvaluationException: ${message}\n${lines(frames)}`;
  if (cause.length === 0) return head;
  // All but the first of the frames are those of the failure itself.
  return `${head}Caused by: ${message}\n${lines(cause)}\t... ${frames.length - 2} more\n`;
}

/** A task that takes longer than its `timeout`. */
export function timedOut(ms: number): TaskFailure {
  const clock = new Date(ms).toISOString().slice(11, -1);
  return new TaskFailure(`Timeout after ${clock}`, {
    type: 'io.kestra.core.exceptions.TimeoutExceededException',
  });
}

/** An exception thrown by the task of that name. */
export function exceptionIn(task: string, message: string, thrown = message): TaskFailure {
  return new TaskFailure(message, { type: 'java.lang.Exception', message: thrown, task });
}

const lines = (frames: readonly string[]) => frames.map((frame) => `\tat ${frame}\n`).join('');
