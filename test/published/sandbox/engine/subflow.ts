import { defineLabels } from '../flow/definition.js';
import { render } from '../pebble/render.js';
import { executionScope, flowScope } from './context.js';
import { createExecution, isSystemLabel } from './create.js';
import type { Engine } from './engine.js';
import type { Execution, RunContext } from './execution.js';
import { inputData, resolveInputs, validInputs } from './inputs.js';
import { restart } from './restart.js';
import { current } from './state.js';
import { writeLog } from './worker.js';

/** Starts the executions of Subflow tasks, and ends the tasks when these executions end. */
export class Subflows {
  readonly #parents = new Map<string, RunContext>();

  constructor(private readonly engine: Engine) {
    engine.starts('flow.Subflow', (context) => this.#start(context));
    engine.onEnd((child) => this.#ended(child));
  }

  #start(parent: RunContext): void {
    try {
      const child = this.#restarted(parent) ?? this.#submit(parent);
      writeLog(this.engine, parent, 'INFO', `Created new execution ${linkTo(child)}`);
      if (parent.task.wait === false) {
        this.engine.finish(parent, 'SUCCESS', { executionId: child.id, state: 'CREATED' });
      } else this.#parents.set(child.id, parent);
    } catch (error) {
      this.#fail(parent, error instanceof Error ? error.message : String(error));
    }
  }

  // A failed subflow is restarted with its parent instead of starting a new execution.
  #restarted({ execution, run, task }: RunContext): Execution | undefined {
    const id = run.outputs?.executionId;
    const child = typeof id === 'string' ? this.engine.host.executions.find(id) : undefined;
    const again = execution.labels.some(({ key }) => key === 'system.restarted');
    if (!again || !child || task.restartBehavior === 'NEW_EXECUTION' || current(child.state) !== 'FAILED')
      return undefined;
    restart(this.engine, child);
    return child;
  }

  #submit(parent: RunContext): Execution {
    const { execution, run, task } = parent;
    const { host } = this.engine;
    const scope = executionScope(host, execution, run);
    const namespace = String(render(task.namespace, scope));
    const id = String(render(task.flowId, scope));
    const revision = task.revision === undefined ? undefined : Number(render(task.revision, scope));
    const flow = host.flows.find(namespace, id, revision);
    if (!flow) throw new Error(`Unable to find flow '${namespace}'.'${id}' with revision '${revision ?? 0}'`);
    if (flow.definition.disabled) throw new Error('Cannot execute a flow which is disabled');
    const data = inputData(render(task.inputs ?? {}, scope));
    const inputs = validInputs(
      resolveInputs(flow.definition.inputs ?? [], data, flowScope(host, flow.definition)),
    );
    const inherited = task.inheritLabels === true ? execution.labels : execution.labels.filter(isSystemLabel);
    const labels = [...inherited, ...defineLabels(render(task.labels ?? [], scope))];
    const child = createExecution(host, { flow, inputs, labels, trigger: trigger(parent) });
    run.outputs = { executionId: child.id };
    host.executions.save(execution);
    this.engine.submit(child);
    return child;
  }

  #ended(child: Execution): void {
    const parent = this.#parents.get(child.id);
    if (!parent || current(parent.run.state) !== 'RUNNING') return;
    this.#parents.delete(child.id);
    const state = current(child.state);
    const final = parent.task.transmitFailed === false ? 'SUCCESS' : state;
    if (final !== 'SUCCESS') {
      const level = final === 'WARNING' ? 'WARN' : 'ERROR';
      writeLog(this.engine, parent, level, `Subflow execution ${linkTo(child)} ends in ${final} state`);
    }
    const outputs = child.outputs ? { outputs: child.outputs } : {};
    this.engine.finish(parent, final, { executionId: child.id, state, ...outputs });
  }

  #fail(parent: RunContext, message: string): void {
    writeLog(this.engine, parent, 'ERROR', message);
    this.engine.finish(parent, 'FAILED', {});
  }
}

// The Kestra UI turns this into a link.
const linkTo = ({ id, flowId, namespace }: Execution) =>
  `[[link execution="${id}" flowId="${flowId}" namespace="${namespace}"]]`;

function trigger({ execution, run, task }: RunContext) {
  const { id: executionId, namespace, flowId, flowRevision } = execution;
  const variables = { executionId, namespace, flowId, flowRevision, taskRunId: run.id, taskId: task.id };
  return { id: task.id, type: task.type, variables };
}
