import { runnableName } from '../flow/catalog.js';
import { allTasks, type FlowDefinition, type TaskDefinition } from '../flow/definition.js';
import { isObject, type Json } from '../json.js';
import { truthy } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';
import { parseDate } from '../time.js';
import { executionScope } from './context.js';
import type { Execution, RunContext, TaskFixture, TaskRun } from './execution.js';
import type { Host } from './host.js';
import { flowOutputs } from './outputs.js';
import { pauseRun } from './pause.js';
import { type Branch, branchOf, nextStep } from './resolve.js';
import type { Running } from './running.js';
import { beginAttempt, endRun, newRun, runsUnder } from './runs.js';
import { current, ended, isFailed, moved, type StateName } from './state.js';
import { workerOf } from './tasks/index.js';
import { perform, writeLog } from './worker.js';

/** Hears of every execution that has come to its end. */
export type EndListener = (execution: Execution) => void;
/** Starts what a Subflow task asks for. */
export type SubflowStarter = (context: RunContext) => void;

/** Runs executions: a state machine that a clock drives, one step each `pace` milliseconds. */
export class Engine implements Running {
  readonly #listeners: EndListener[] = [];
  #startSubflow: SubflowStarter = () => {};

  constructor(readonly host: Host) {}

  onEnd(listener: EndListener): void {
    this.#listeners.push(listener);
  }

  set subflows(start: SubflowStarter) {
    this.#startSubflow = start;
  }

  /** Keeps an execution and begins it in a moment, or when it is scheduled for. */
  submit(execution: Execution): void {
    this.host.executions.add(execution);
    const scheduled = execution.scheduleDate === undefined ? undefined : parseDate(execution.scheduleDate);
    const wait = scheduled === undefined ? 0 : scheduled / 1000 - this.host.timeline.nowMillis();
    this.later(execution, () => this.begin(execution), Math.max(this.host.pace, wait));
  }

  /** Moves an execution to RUNNING and starts, or goes on with, its tasks. */
  begin(execution: Execution): void {
    execution.state = moved(execution.state, 'RUNNING', this.host.timeline.next());
    this.proceed(execution);
  }

  /** Takes up the task runs that wait to be started, and goes on. */
  proceed(execution: Execution): void {
    const definition = this.definition(execution);
    if (!definition) return this.end(execution, 'FAILED');
    for (const run of execution.taskRuns ?? []) {
      const task = taskOf(definition, run);
      if (task) this.#enter({ execution, run, task });
    }
    if (!this.advance(execution)) this.host.executions.save(execution);
  }

  /** Starts what can be started now, ends what has nothing left to do; says whether that was anything. */
  advance(execution: Execution): boolean {
    const definition = this.definition(execution);
    if (!definition || current(execution.state) !== 'RUNNING') return false;
    const { tasks, errors = [], finally: last = [] } = definition;
    let changed = this.#stepInto(execution, { tasks, errors, finally: last, concurrent: 1 });
    for (const run of execution.taskRuns ?? []) {
      const task = taskOf(definition, run);
      if (!task || current(run.state) !== 'RUNNING') continue;
      const context = { execution, run, task };
      const branch = this.#branch(context);
      if (branch && this.#stepInto(execution, branch, context)) changed = true;
    }
    return changed;
  }

  /** Ends a task run; the execution goes on in a moment. */
  finish({ execution, run, task }: RunContext, state: StateName, outputs = run.outputs ?? {}): void {
    const allowed = task.allowFailure === true && state === 'FAILED';
    endRun(this.host, run, allowed ? 'WARNING' : state, outputs);
    this.host.executions.save(execution);
    this.later(execution, () => this.advance(execution));
  }

  /** Ends an execution; outputs that cannot be made fail it. */
  end(execution: Execution, state: StateName): void {
    const made = isFailed(state) || flowOutputs(this.host, execution, this.definition(execution));
    execution.state = moved(execution.state, made ? state : 'FAILED', this.host.timeline.next());
    this.host.executions.save(execution);
    for (const listener of this.#listeners) listener(execution);
  }

  /** Runs `task` in a moment, unless the execution is killed or deleted before. */
  later(execution: Execution, task: () => void, ms = this.host.pace): void {
    this.host.timers.after(execution.id, ms, () => {
      try {
        task();
      } catch (error) {
        this.#giveUp(execution, error);
      }
    });
  }

  definition({ namespace, flowId, flowRevision }: Execution): FlowDefinition | undefined {
    return this.host.flows.find(namespace, flowId, flowRevision)?.definition;
  }

  #stepInto(execution: Execution, branch: Branch, parent?: RunContext): boolean {
    const step = nextStep(branch, runsUnder(execution, parent?.run.id));
    if (step === 'wait') return false;
    if ('run' in step) {
      for (const task of step.run) this.#launch(execution, task, parent?.run.id);
      this.host.executions.save(execution);
    } else if (parent) this.finish(parent, step.done);
    else this.end(execution, step.done);
    return true;
  }

  #launch(execution: Execution, task: TaskDefinition, parentId: string | undefined): void {
    const context = { execution, task, run: newRun(this.host, task.id, parentId) };
    execution.taskRuns = [...(execution.taskRuns ?? []), context.run];
    const condition = task.runIf ?? task.when;
    if (condition === undefined || this.#holds(context, condition)) {
      this.later(execution, () => this.#enter(context));
    } else this.finish(context, 'SKIPPED');
  }

  #enter(context: RunContext): void {
    const { execution, run, task } = context;
    // Between the timer and now the execution may have been paused.
    const waits = ['CREATED', 'RESTARTED'].includes(current(run.state));
    if (!waits || current(execution.state) !== 'RUNNING') return;
    const fixture = execution.fixtures?.find(({ id }) => id === task.id);
    if (fixture) return this.#standIn(context, fixture);
    const worker = workerOf(task.type);
    if (worker) {
      run.state = moved(run.state, 'SUBMITTED', this.host.timeline.next());
      this.host.executions.save(execution);
      return this.later(execution, () => perform(this, context, worker));
    }
    beginAttempt(this.host, run);
    this.host.executions.save(execution);
    const name = runnableName(task.type);
    if (name === 'flow.Subflow') this.#startSubflow(context);
    else if (name === 'flow.Pause') this.later(execution, () => pauseRun(this, context));
    else this.advance(execution);
  }

  #standIn(context: RunContext, { state, outputs }: TaskFixture): void {
    const { execution, run } = context;
    beginAttempt(this.host, run);
    this.host.executions.save(execution);
    this.later(execution, () => {
      const rendered = render(outputs, executionScope(this.host, execution, run));
      this.finish(context, state, isObject(rendered) ? rendered : {});
    });
  }

  // The branch below a flowable task; nothing for a task without one.
  #branch(context: RunContext): Branch | undefined {
    const { run, task } = context;
    const name = runnableName(task.type);
    if (!BRANCHING.includes(name ?? '')) return undefined;
    // An If decides once, whatever its branch changes.
    if (name === 'flow.If') run.outputs ??= { evaluationResult: this.#holds(context, task.condition) };
    return branchOf(task, run);
  }

  #holds({ execution, run }: RunContext, condition: Json | undefined): boolean {
    return truthy(render(condition, executionScope(this.host, execution, run)));
  }

  // An expression that cannot be read, where no task can be blamed: the execution fails as a whole.
  #giveUp(execution: Execution, error: unknown): void {
    const run = execution.taskRuns?.at(-1);
    if (run)
      writeLog(this, { execution, run }, 'ERROR', error instanceof Error ? error.message : String(error));
    for (const each of execution.taskRuns ?? []) {
      if (!ended(each.state)) endRun(this.host, each, 'FAILED', each.outputs ?? {});
    }
    if (!ended(execution.state)) this.end(execution, 'FAILED');
  }
}

const BRANCHING = ['flow.If', 'flow.Parallel', 'flow.Sequential'];

function taskOf({ tasks, errors, finally: last }: FlowDefinition, run: TaskRun): TaskDefinition | undefined {
  return [tasks, errors, last].flatMap(allTasks).find(({ id }) => id === run.taskId);
}
