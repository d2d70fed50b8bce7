import {
  describeError,
  type Execution,
  type Flow,
  type Iteration,
  type KestraClient,
  KestraMcpError,
  type LogEntry,
  NotFoundError,
} from '@kestra-mcp/core';

/** Most requests of one diagnosis. */
const MOST = 12;
/** Requests made before: the execution itself, and the version of Kestra. */
const BEFORE = 2;
/** Rows of a search. From 2.0 rows are small, and related executions may be many. */
const FAMILY = 50;
const FEW = 5;
/** Longest reason why something could not be read. */
const REASON = 300;

/** States that older versions refuse in a search. */
const NEWER: ReadonlySet<string> = new Set(['SUBMITTED', 'RESUBMITTED', 'BREAKPOINT']);
const WARN_AND_ABOVE: ReadonlySet<string> = new Set(['WARN', 'ERROR']);

/** Reads what explains an execution, within the limit of requests. What cannot be read is left out and noted. */
export class Asking {
  readonly leftOut: string[] = [];
  /** Whether the flow no longer exists. */
  isFlowGone = false;
  /** Whether the requests were not enough to reach the bottom. */
  isCutShort = false;
  #left = MOST - BEFORE;

  constructor(readonly kestra: KestraClient) {}

  get left(): number {
    return this.#left;
  }

  execution(id: string): Promise<Execution | undefined> {
    return this.#ask(`The execution ${id}`, () => this.kestra.executions.peek(id));
  }

  /** Warnings and errors of an execution, oldest first, without stack traces. */
  lines(id: string): Promise<LogEntry[] | undefined> {
    return this.#ask(`The log of ${id}`, async () => {
      const lines = await this.kestra.logs.list(id, { minLevel: 'WARN' });
      // Not every server applies the level.
      return lines.filter(({ level }) => WARN_AND_ABOVE.has(level));
    });
  }

  /** Everything that a task run logged. A stack trace may be reduced to its first line. */
  linesOfRun(id: string, taskRunId: string): Promise<LogEntry[] | undefined> {
    return this.#ask(`The log of the task run ${taskRunId}`, async () => {
      const lines = await this.kestra.logs.list(id, { taskRunId });
      return lines.filter((line) => line.taskRunId === taskRunId);
    });
  }

  flow(namespace: string, flowId: string, revision: unknown): Promise<Flow | undefined> {
    return this.#ask(`The flow ${namespace}.${flowId}, revision ${String(revision)},`, () => {
      const asked = this.kestra.request<Flow>({
        path: ['flows', namespace, flowId],
        within: { namespace },
        ...(typeof revision === 'number' && { query: { revision } }),
      });
      return asked.catch((error: unknown) => {
        this.isFlowGone ||= error instanceof NotFoundError;
        throw error;
      });
    });
  }

  /** Undefined if it could not be read, null if there is none. */
  lastSuccess(execution: Execution): Promise<Execution | null | undefined> {
    return this.#ask(
      'The last successful execution of the flow',
      async () => (await this.kestra.executions.before(execution, 'SUCCESS')) ?? null,
    );
  }

  /** Executions that this one started, in these states. With a correlation id, all related executions. */
  kin(id: string, states: readonly string[], correlationId?: string): Promise<Execution[] | undefined> {
    return this.#ask(`What the execution ${id} started`, async () => {
      const size = correlationId === undefined ? FEW : FAMILY;
      const known = (await this.isSplit()) ? states : states.filter((state) => !NEWER.has(state));
      return (await this.kestra.executions.kin(id, { states: known, correlationId, page: 1, size })).results;
    });
  }

  iterations(id: string, state: string): Promise<Iteration[] | undefined> {
    return this.#ask(
      `The loop iterations of ${id}`,
      async () => (await this.kestra.iterations.search([id], { state, page: 1, size: FEW })).results,
    );
  }

  /** Running executions of the flow. */
  running({ namespace, flowId }: Execution): Promise<Execution[] | undefined> {
    return this.#ask('The running executions of the flow', async () => {
      const state = ['RUNNING', 'PAUSED', 'RETRYING', 'KILLING', 'RESTARTED'];
      const page = await this.kestra.executions.search({ namespace, flowId, state, page: 1, size: 10 });
      return page.results.filter((each) => each.namespace === namespace);
    });
  }

  /** The outputs of a task run, which have their own route from 2.0. */
  outputs(id: string, taskRunId: string): Promise<unknown> {
    return this.#ask(`The outputs of the task run ${taskRunId}`, () =>
      this.kestra.request({ path: ['outputs', 'tasks', id, taskRunId], within: { execution: id } }),
    );
  }

  /** Whether outputs and loop iterations are separate from their execution. */
  async isSplit(): Promise<boolean> {
    return (await this.kestra.instance.dialect()).iterations === 'executions';
  }

  async #ask<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    if (this.#left <= 0) {
      this.leftOut.push(`${what} was not read, because a diagnosis makes at most ${MOST} requests.`);
      return undefined;
    }
    this.#left -= 1;
    try {
      return await read();
    } catch (error) {
      // Report the rest without it.
      if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
      const [reason = ''] = describeError(error).split('\n');
      this.leftOut.push(`${what} could not be read: ${reason.slice(0, REASON)}`);
      return undefined;
    }
  }
}
