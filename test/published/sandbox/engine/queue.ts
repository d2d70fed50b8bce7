import { isObject } from '../json.js';
import type { Engine } from './engine.js';
import type { Execution } from './execution.js';
import { current, ended, moved, type StateName } from './state.js';

/** How many executions of a flow may run at once, and what happens to the others. */
interface Limit {
  limit: number;
  behavior: string;
}

const REFUSED: Record<string, StateName> = { CANCEL: 'CANCELLED', FAIL: 'FAILED' };

/** Enforces the `concurrency` of flows. */
export class ConcurrencyQueue {
  constructor(private readonly engine: Engine) {
    engine.gate = (execution) => this.#admits(execution);
    engine.onEnd((execution) => this.#next(execution));
  }

  /** The number of running executions of each flow that has a limit. */
  counts(): { namespace: string; flowId: string; running: number }[] {
    const limited = this.engine.host.executions.all().filter((each) => limitOf(this.engine, each));
    const flows = new Map(limited.map((each) => [`${each.namespace}/${each.flowId}`, each]));
    return [...flows.values()].map((each) => ({
      namespace: each.namespace,
      flowId: each.flowId,
      running: this.#running(each),
    }));
  }

  #admits(execution: Execution): boolean {
    const limit = limitOf(this.engine, execution);
    if (!limit || this.#running(execution) < limit.limit) return true;
    const refused = REFUSED[limit.behavior];
    if (refused) this.engine.end(execution, refused);
    else {
      execution.state = moved(execution.state, 'QUEUED', this.engine.host.timeline.next());
      this.engine.host.executions.save(execution);
    }
    return false;
  }

  #next(over: Execution): void {
    const limit = limitOf(this.engine, over);
    if (!limit || this.#running(over) >= limit.limit) return;
    const waiting = this.#ofFlow(over).find(({ state }) => current(state) === 'QUEUED');
    if (waiting) this.engine.later(waiting, () => this.#release(waiting));
  }

  #release(execution: Execution): void {
    if (current(execution.state) === 'QUEUED') this.engine.begin(execution);
  }

  #running(execution: Execution): number {
    return this.#ofFlow(execution).filter(
      ({ state }) => !ended(state) && !['CREATED', 'QUEUED'].includes(current(state)),
    ).length;
  }

  #ofFlow({ namespace, flowId }: Execution): Execution[] {
    return this.engine.host.executions
      .all()
      .filter((each) => each.namespace === namespace && each.flowId === flowId && each.kind !== 'LOOP');
  }
}

// A turn of a Loop counts as part of its execution.
function limitOf(engine: Engine, execution: Execution): Limit | undefined {
  const concurrency = engine.definition(execution)?.rest.concurrency;
  if (!isObject(concurrency) || execution.kind === 'LOOP') return undefined;
  return { limit: Number(concurrency.limit), behavior: String(concurrency.behavior ?? 'QUEUE') };
}
