import { runnableName } from '../flow/catalog.js';
import type { FlowDefinition } from '../flow/definition.js';
import { parseDate } from '../time.js';
import { afterwards } from './after.js';
import { branchOf, endOf, holds } from './branch.js';
import { stopBefore } from './breakpoints.js';
import type { Execution, RunContext } from './execution.js';
import { fixtureOf, standIn } from './fixtures.js';
import type { Host } from './host.js';
import { afterRound } from './loop-until.js';
import { flowOutputs } from './outputs.js';
import { pauseRun } from './pause.js';
import { definitionOf, planOf, taskOf } from './plan.js';
import { type Branch, nextStep, type Start } from './resolve.js';
import { retry, retryDelay, warnsOnRetry } from './retry.js';
import type { Running } from './running.js';
import { beginAttempt, endRun, newRun, type RunPlace, runsUnder } from './runs.js';
import { current, ended, isFailed, moved, type StateName } from './state.js';
import { workerOf } from './tasks/index.js';
import { perform, writeLog } from './worker.js';

/** Called for every execution that has ended. */
export type EndListener = (execution: Execution) => void;
/** Starts a task that takes more than one step of its execution: a Subflow or a Loop. */
export type Starter = (context: RunContext) => void;
/** Whether an execution may start. Also false after putting it into a queue or ending it. */
export type Gate = (execution: Execution) => boolean;

/** Runs executions: a state machine that takes one step every `pace` milliseconds. */
export class Engine implements Running {
  readonly #listeners: EndListener[] = [];
  readonly #starters = new Map<string, Starter>();
  /** Called before an execution starts. */
  gate: Gate = () => true;

  constructor(readonly host: Host) {}

  onEnd(listener: EndListener): void {
    this.#listeners.push(listener);
  }

  /** Registers who starts the tasks of a type. */
  starts(type: string, starter: Starter): void {
    this.#starters.set(type, starter);
  }

  submit(execution: Execution): void {
    this.host.executions.add(execution);
    const scheduled = execution.scheduleDate === undefined ? undefined : parseDate(execution.scheduleDate);
    const wait = scheduled === undefined ? 0 : scheduled / 1000 - this.host.timeline.nowMillis();
    const begin = () => {
      if (this.gate(execution)) this.begin(execution);
    };
    this.later(execution, begin, Math.max(this.host.pace, wait));
  }

  begin(execution: Execution): void {
    execution.state = moved(execution.state, 'RUNNING', this.host.timeline.next());
    this.proceed(execution);
  }

  proceed(execution: Execution): void {
    const definition = this.definition(execution);
    if (!definition) return this.end(execution, 'FAILED');
    for (const run of execution.taskRuns ?? []) {
      const task = taskOf(definition, run);
      if (task) this.#enter({ execution, run, task });
    }
    if (!this.advance(execution)) this.host.executions.save(execution);
  }

  advance(execution: Execution): boolean {
    const definition = this.definition(execution);
    if (definition && ended(execution.state)) return this.#goAfter(definition, execution);
    if (!definition || current(execution.state) !== 'RUNNING') return false;
    let changed = this.#stepInto(execution, planOf(definition, execution));
    for (const run of execution.taskRuns ?? []) {
      const task = taskOf(definition, run);
      if (!task || current(run.state) !== 'RUNNING') continue;
      const context = { execution, run, task };
      const branch = branchOf(context, this.host);
      if (branch && this.#stepInto(execution, branch, context)) changed = true;
    }
    return changed;
  }

  finish(context: RunContext, state: StateName, outputs = context.run.outputs ?? {}): void {
    const { execution, run, task } = context;
    const ms = state === 'FAILED' ? retryDelay(task, run) : undefined;
    if (ms !== undefined) return retry(this, context, { ms, ended: () => this.advance(execution) });
    const softened = state === 'FAILED' ? task.allowFailure === true : warnsOnRetry(task, run);
    endRun(this.host, run, { state: softened ? 'WARNING' : state, attempt: state, outputs });
    this.host.executions.save(execution);
    this.later(execution, () => this.advance(execution));
  }

  /** Ends an execution. If its outputs cannot be rendered, the execution fails. */
  end(execution: Execution, state: StateName): void {
    const made = isFailed(state) || flowOutputs(this.host, execution, this.definition(execution));
    execution.state = moved(execution.state, made ? state : 'FAILED', this.host.timeline.next());
    this.host.executions.save(execution);
    for (const listener of this.#listeners) listener(execution);
    this.advance(execution);
  }

  later(execution: Execution, task: () => void, ms = this.host.pace): void {
    this.host.timers.after(execution.id, ms, () => {
      try {
        task();
      } catch (error) {
        this.#giveUp(execution, error);
      }
    });
  }

  definition(execution: Execution): FlowDefinition | undefined {
    return definitionOf(this.host, execution);
  }

  #goAfter(definition: FlowDefinition, execution: Execution): boolean {
    const starts = afterwards(definition, execution);
    for (const start of starts) this.#launch(execution, start, { forceExecution: true });
    return starts.length > 0;
  }

  #stepInto(execution: Execution, branch: Branch, parent?: RunContext): boolean {
    const parentTaskRunId = parent?.run.id ?? execution.loopRun?.taskRunId;
    const step = nextStep(branch, runsUnder(execution, parentTaskRunId));
    if (step === 'wait') return false;
    if ('run' in step) {
      const place = parentTaskRunId === undefined ? {} : { parentTaskRunId };
      for (const start of step.run) this.#launch(execution, start, place);
      this.host.executions.save(execution);
    } else if (parent) this.#close(parent, step.done);
    else this.end(execution, step.done);
    return true;
  }

  // Ends a flowable task whose branch has ended, unless the task runs it again.
  #close(parent: RunContext, done: StateName): void {
    if (!isUntil(parent)) return this.finish(parent, endOf(parent.task, done));
    const end = afterRound(this, parent, done);
    if (end) this.finish(parent, end.state, end.outputs);
  }

  #launch(execution: Execution, { task, ...turn }: Start, place: RunPlace): void {
    const context = { execution, task, run: newRun(this.host, task.id, { ...place, ...turn }) };
    execution.taskRuns = [...(execution.taskRuns ?? []), context.run];
    if (stopBefore(this.host, context)) return;
    const condition = task.runIf ?? task.when;
    if (condition === undefined || holds(this.host, context, condition)) {
      this.later(execution, () => this.#enter(context));
    } else this.finish(context, 'SKIPPED');
  }

  #enter(context: RunContext): void {
    const { execution, run, task } = context;
    // The execution may have been paused since the timer was set.
    const waits = ['CREATED', 'RESTARTED'].includes(current(run.state));
    if (!waits || !(run.forceExecution || current(execution.state) === 'RUNNING')) return;
    const fixture = fixtureOf(context);
    if (fixture) return standIn(this, context, fixture);
    const worker = workerOf(task.type);
    if (worker) {
      run.state = moved(run.state, 'SUBMITTED', this.host.timeline.next());
      this.host.executions.save(execution);
      return this.later(execution, () => perform(this, context, worker));
    }
    beginAttempt(this.host, run);
    this.host.executions.save(execution);
    const name = runnableName(task.type) ?? '';
    const starter = this.#starters.get(name);
    if (starter) starter(context);
    else if (name === 'flow.Pause') this.later(execution, () => pauseRun(this, context));
    else this.advance(execution);
  }

  // An expression cannot be read, but no task is responsible. The whole execution fails.
  #giveUp(execution: Execution, error: unknown): void {
    const run = execution.taskRuns?.at(-1);
    const message = error instanceof Error ? error.message : String(error);
    if (run) writeLog(this, { execution, run }, 'ERROR', message);
    for (const each of execution.taskRuns ?? []) {
      if (!ended(each.state)) endRun(this.host, each, { state: 'FAILED' });
    }
    if (!ended(execution.state)) this.end(execution, 'FAILED');
  }
}

const isUntil = ({ task }: RunContext) =>
  ['flow.LoopUntil', 'flow.WaitFor'].includes(runnableName(task.type) ?? '');
