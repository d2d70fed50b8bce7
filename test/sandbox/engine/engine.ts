import { runnableName } from '../flow/catalog.js';
import { allTasks, type FlowDefinition, type TaskDefinition } from '../flow/definition.js';
import { truthy } from '../pebble/evaluate.js';
import { render } from '../pebble/render.js';
import { parseDate } from '../time.js';
import { executionScope } from './context.js';
import type { Execution, TaskRun } from './execution.js';
import type { Host } from './host.js';
import { flowOutputs } from './outputs.js';
import { pauseRun } from './pause.js';
import { type Branch, branchOf, nextStep } from './resolve.js';
import { beginAttempt, endRun, newRun, runsUnder } from './runs.js';
import { current, isFailed, moved, type StateName } from './state.js';
import { workerOf } from './tasks/index.js';
import { perform } from './worker.js';

/** Hears of every execution that has come to its end. */
export type EndListener = (execution: Execution) => void;
/** Starts what a Subflow task asks for. */
export type SubflowStarter = (execution: Execution, run: TaskRun, task: TaskDefinition) => void;

/** Runs executions: a state machine that a clock drives, one step each `pace` milliseconds. */
export class Engine {
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
    this.host.executions.save(execution);
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
      if (task) this.#enter(execution, run, task);
    }
    this.advance(execution);
  }

  /** Starts what can be started now, ends what has nothing left to do. */
  advance(execution: Execution): void {
    const definition = this.definition(execution);
    if (!definition || current(execution.state) !== 'RUNNING') return;
    const { tasks, errors = [], finally: last = [] } = definition;
    this.#stepInto(execution, { tasks, errors, finally: last, concurrent: 1 });
    for (const run of execution.taskRuns ?? []) {
      const task = taskOf(definition, run);
      const branch =
        task && current(run.state) === 'RUNNING' ? this.#branch(execution, run, task) : undefined;
      if (branch && task) this.#stepInto(execution, branch, { run, task });
    }
    this.host.executions.save(execution);
  }

  /** Ends a task run; the execution goes on in a moment. */
  finish(
    execution: Execution,
    run: TaskRun,
    task: TaskDefinition,
    state: StateName,
    outputs = run.outputs ?? {},
  ): void {
    const allowed = task.allowFailure === true && state === 'FAILED';
    endRun(this.host, run, allowed ? 'WARNING' : state, outputs);
    this.host.executions.save(execution);
    this.later(execution, () => this.advance(execution));
  }

  /** Ends an execution. */
  end(execution: Execution, state: StateName): void {
    if (!isFailed(state)) flowOutputs(this.host, execution, this.definition(execution));
    execution.state = moved(execution.state, state, this.host.timeline.next());
    this.host.executions.save(execution);
    for (const listener of this.#listeners) listener(execution);
  }

  /** Runs `task` in a moment, unless the execution is killed or deleted before. */
  later(execution: Execution, task: () => void, ms = this.host.pace): void {
    this.host.timers.after(execution.id, ms, task);
  }

  definition(execution: Execution): FlowDefinition | undefined {
    return this.host.flows.find(execution.namespace, execution.flowId, execution.flowRevision)?.definition;
  }

  #stepInto(execution: Execution, branch: Branch, parent?: { run: TaskRun; task: TaskDefinition }): void {
    const step = nextStep(branch, runsUnder(execution, parent?.run.id));
    if (step === 'wait') return;
    if ('run' in step) {
      for (const task of step.run) this.#launch(execution, task, parent?.run.id);
    } else if (parent) this.finish(execution, parent.run, parent.task, step.done);
    else this.end(execution, step.done);
  }

  #launch(execution: Execution, task: TaskDefinition, parentId: string | undefined): void {
    const run = newRun(this.host, task.id, parentId);
    execution.taskRuns = [...(execution.taskRuns ?? []), run];
    const condition = task.runIf ?? task.when;
    if (condition !== undefined && !truthy(render(condition, executionScope(this.host, execution, run)))) {
      this.finish(execution, run, task, 'SKIPPED');
    } else this.later(execution, () => this.#enter(execution, run, task));
  }

  #enter(execution: Execution, run: TaskRun, task: TaskDefinition): void {
    // Between the timer and now the execution may have been paused.
    if (!['CREATED', 'RESTARTED'].includes(current(run.state)) || current(execution.state) !== 'RUNNING')
      return;
    const worker = workerOf(task.type);
    if (worker) {
      run.state = moved(run.state, 'SUBMITTED', this.host.timeline.next());
      this.host.executions.save(execution);
      return this.later(execution, () => perform(this, { execution, run, task, worker }));
    }
    beginAttempt(this.host, run);
    this.host.executions.save(execution);
    const name = runnableName(task.type);
    if (name === 'flow.Subflow') this.#startSubflow(execution, run, task);
    else if (name === 'flow.Pause') this.later(execution, () => pauseRun(this, execution, run, task));
    else this.advance(execution);
  }

  // The branch below a flowable task; nothing for a task without one.
  #branch(execution: Execution, run: TaskRun, task: TaskDefinition): Branch | undefined {
    const name = runnableName(task.type);
    if (!BRANCHING.includes(name ?? '')) return undefined;
    // An If decides once, whatever its branch changes.
    if (name === 'flow.If' && !run.outputs) {
      run.outputs = {
        evaluationResult: truthy(render(task.condition, executionScope(this.host, execution, run))),
      };
    }
    return branchOf(task, run);
  }
}

const BRANCHING = ['flow.If', 'flow.Parallel', 'flow.Sequential'];

function taskOf({ tasks, errors, finally: last }: FlowDefinition, run: TaskRun): TaskDefinition | undefined {
  return [tasks, errors, last].flatMap(allTasks).find(({ id }) => id === run.taskId);
}
