import { isObject, type JsonObject } from '../../json.js';
import { render } from '../../pebble/render.js';
import { executionScope } from '../context.js';
import type { Engine } from '../engine.js';
import type { Execution, RunContext } from '../execution.js';
import { current } from '../state.js';
import { valuesOf } from '../values.js';
import { writeLog } from '../worker.js';
import { createTurn, type Turn, turnsOf } from './turn.js';

/** A running Loop. */
interface Course {
  context: RunContext;
  /** The turns that have not started. */
  waiting: Turn[];
  count: number;
  running: number;
  ends: Record<string, number>;
}

/** Runs the Loops of 2.0. Each turn is an execution of its own, which searches do not show. */
export class Loops {
  readonly #courses = new Map<string, Course>();

  constructor(private readonly engine: Engine) {
    engine.starts('flow.Loop', (context) => this.#start(context));
    engine.onEnd((turn) => this.#ended(turn));
  }

  #start(context: RunContext): void {
    const { execution, run, task } = context;
    try {
      const scope = executionScope(this.engine.host, execution, run);
      const waiting = turnsOf(valuesOf(task.values, scope), isObject(render(task.values, scope)));
      const course = { context, waiting, count: waiting.length, running: 0, ends: {} };
      this.#courses.set(run.id, course);
      this.#goOn(course);
    } catch (error) {
      writeLog(this.engine, context, 'ERROR', error instanceof Error ? error.message : String(error));
      this.engine.finish(context, 'FAILED');
    }
  }

  #ended({ loopRun, state }: Execution): void {
    const course = loopRun && this.#courses.get(loopRun.taskRunId);
    if (!course || current(course.context.run.state) !== 'RUNNING') return;
    course.running -= 1;
    const end = current(state);
    course.ends[end] = (course.ends[end] ?? 0) + 1;
    this.#goOn(course);
  }

  // Starts the turns that may start now, and ends the Loop when none is left.
  #goOn(course: Course): void {
    const { execution, run, task } = course.context;
    const limit = Number(task.concurrencyLimit ?? 1);
    while (course.waiting.length > 0 && !broken(course) && (limit === 0 || course.running < limit)) {
      const turn = course.waiting.shift();
      if (!turn) break;
      course.running += 1;
      this.engine.submit(createTurn(this.engine.host, course.context, turn));
    }
    run.outputs = outputsOf(course);
    this.engine.host.executions.save(execution);
    if (course.running > 0) return;
    this.#courses.delete(run.id);
    this.engine.finish(course.context, broken(course) ? 'FAILED' : endOf(course), run.outputs);
  }
}

// After a failure no further turn starts, unless failures are not transmitted.
const broken = ({ ends, context: { task } }: Course) =>
  task.transmitFailed !== false && Object.keys(ends).some((end) => end === 'FAILED' || end === 'KILLED');

const endOf = ({ ends }: Course) => (ends.WARNING === undefined ? 'SUCCESS' : 'WARNING');

const outputsOf = ({ ends, count, running }: Course): JsonObject => ({
  terminatedIterations: { ...ends },
  iterationCount: count,
  runningIterations: running,
});
