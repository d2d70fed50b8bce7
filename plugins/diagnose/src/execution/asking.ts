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

/** Requests of one diagnosis. */
const MOST = 12;
/** The execution itself, and which version of Kestra answers. */
const BEFORE = 2;
/** Rows of a search: from 2.0 they are light, and a family may be large. */
const FAMILY = 50;
const FEW = 5;
/** Longest reason for something that could not be read. */
const REASON = 300;

/** States that older versions refuse to search for. */
const NEWER: ReadonlySet<string> = new Set(['SUBMITTED', 'RESUBMITTED', 'BREAKPOINT']);
const WARN_AND_ABOVE: ReadonlySet<string> = new Set(['WARN', 'ERROR']);

/** Asks Kestra for what explains an execution, within the limit of requests; what cannot be read is left out and noted. */
export class Asking {
  readonly leftOut: string[] = [];
  /** Whether a flow that was asked for is not there any more. */
  isFlowGone = false;
  /** Whether there is more below than there were requests for. */
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
      // Not every server heeds a level.
      return lines.filter(({ level }) => WARN_AND_ABOVE.has(level));
    });
  }

  /** All that one task run wrote; of a stack trace the first line may be all there is. */
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

  /** Undefined where it could not be read, null where there is none. */
  lastSuccess(execution: Execution): Promise<Execution | null | undefined> {
    return this.#ask(
      'The last successful execution of the flow',
      async () => (await this.kestra.executions.before(execution, 'SUCCESS')) ?? null,
    );
  }

  /** Executions that this one has started, in these states; with a correlation id all that belong together. */
  kin(id: string, states: readonly string[], correlationId?: string): Promise<Execution[] | undefined> {
    return this.#ask(`What the execution ${id} has started`, async () => {
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

  /** Executions of the flow that are at work. */
  running({ namespace, flowId }: Execution): Promise<Execution[] | undefined> {
    return this.#ask('The running executions of the flow', async () => {
      const state = ['RUNNING', 'PAUSED', 'RETRYING', 'KILLING', 'RESTARTED'];
      const page = await this.kestra.executions.search({ namespace, flowId, state, page: 1, size: 10 });
      return page.results.filter((each) => each.namespace === namespace);
    });
  }

  /** The outputs of a task run, which are apart from 2.0 on. */
  outputs(id: string, taskRunId: string): Promise<unknown> {
    return this.#ask(`The outputs of the task run ${taskRunId}`, () =>
      this.kestra.request({ path: ['outputs', 'tasks', id, taskRunId], within: { execution: id } }),
    );
  }

  /** Whether outputs, and iterations of loops, are apart from their execution. */
  async isSplit(): Promise<boolean> {
    return (await this.kestra.instance.dialect()).iterations === 'executions';
  }

  async #ask<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
    if (this.#left <= 0) {
      this.leftOut.push(`${what} was not looked at: a diagnosis makes at most ${MOST} requests.`);
      return undefined;
    }
    this.#left -= 1;
    try {
      return await read();
    } catch (error) {
      // The rest is told all the same.
      if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
      const [reason = ''] = describeError(error).split('\n');
      this.leftOut.push(`${what} could not be read: ${reason.slice(0, REASON)}`);
      return undefined;
    }
  }
}
