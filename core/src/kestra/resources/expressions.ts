import type { InstanceResource } from '../versions/instance.js';
import { UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** What became of an expression: its value, or why there is none. */
export interface Evaluation {
  result?: string;
  error?: string;
}

/** What expressions are rendered with; nothing: no run and no flow. */
export interface RenderWith {
  executionId?: string;
  namespace?: string;
  flowId?: string;
  /** The source of a flow. */
  flow?: string;
}

const BEFORE_2 = 'This takes Kestra 2.0.';

/** Expressions: which a flow can use, and what comes of them. */
export class ExpressionsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * `POST flows/expressions` with the source of a flow: what can be used in it, or in one of its tasks, by kind:
   * `inputs`, `taskOutputs`, `secrets` by name, …. UnsupportedError before 2.0.
   */
  async ofSource(yaml: string, taskId?: string): Promise<Readonly<Record<string, readonly string[]>>> {
    const { expressionRoutes } = await this.instance.dialect();
    if (!expressionRoutes) throw new UnsupportedError(`Kestra cannot list them for a flow. ${BEFORE_2}`);
    const answer = await this.#http.json<Record<string, unknown> | undefined>({
      method: 'POST',
      path: route`flows/expressions`,
      within: 'yaml',
      yaml,
      query: { taskId },
      effect: 'read',
    });
    // The specification has them one level deeper.
    const kinds = (answer?.categories ?? answer ?? {}) as Record<string, unknown>;
    const lists = Object.entries(kinds).filter(([, list]) => Array.isArray(list));
    return Object.fromEntries(lists) as Record<string, string[]>;
  }

  /**
   * `POST executions/{id}/eval`, from 2.0 `POST executions/{id}/actions/eval`, with the task run where one is named:
   * the value, or the error without its stack trace. Expressions can send requests and read what is of any namespace,
   * so it is about the whole tenant. UnsupportedError before 1.3 without a task run.
   */
  async evaluate(expression: string, executionId: string, taskRunId?: string): Promise<Evaluation> {
    const { actions, evaluation } = await this.instance.dialect();
    if (evaluation === 'taskRun' && taskRunId === undefined) {
      throw new UnsupportedError('A Kestra before 1.3 evaluates expressions with a task run only.');
    }
    const direct =
      taskRunId === undefined
        ? route`executions/${executionId}/eval`
        : route`executions/${executionId}/eval/${taskRunId}`;
    const action =
      taskRunId === undefined
        ? route`executions/${executionId}/actions/eval`
        : route`executions/${executionId}/actions/eval/${taskRunId}`;
    const answer = await this.#http.json<Evaluation | undefined>({
      method: 'POST',
      path: actions === 'direct' ? direct : action,
      within: 'tenant',
      text: expression,
      hints: { 500: 'The execution may have no such task run.' },
    });
    const { result, error } = answer ?? {};
    return { ...(result !== undefined && { result }), ...(error !== undefined && { error }) };
  }

  /**
   * `POST expressions/render`: an expression as it comes out, or as it was where it cannot be rendered. It is about
   * the whole tenant, as above. UnsupportedError before 2.0.
   */
  async render(expressions: readonly string[], by: RenderWith): Promise<Readonly<Record<string, unknown>>> {
    const { expressionRoutes } = await this.instance.dialect();
    if (!expressionRoutes) {
      throw new UnsupportedError(`Kestra cannot render an expression without an execution. ${BEFORE_2}`);
    }
    const answer = await this.#http.json<{ rendered?: Record<string, unknown> } | undefined>({
      method: 'POST',
      path: route`expressions/render`,
      within: 'tenant',
      json: { expressions, ...by },
    });
    return answer?.rendered ?? {};
  }
}
