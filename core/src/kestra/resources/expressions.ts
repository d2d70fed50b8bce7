import type { InstanceResource } from '../versions/instance.js';
import { UnsupportedError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';

/** The result of an expression, or the reason why it has none. */
export interface Evaluation {
  result?: string;
  error?: string;
}

/** The context of an expression. If it is empty, the expression is rendered without an execution or flow. */
export interface RenderWith {
  executionId?: string;
  namespace?: string;
  flowId?: string;
  /** The YAML source of a flow. */
  flow?: string;
}

const SINCE_2 = 'that requires Kestra 2.0.';

/** Expressions: what a flow can use in them, and how they evaluate. */
export class ExpressionsResource {
  readonly #http: KestraHttp;

  constructor(
    http: KestraHttp,
    private readonly instance: InstanceResource,
  ) {
    this.#http = http;
  }

  /**
   * List what expressions in a flow or one of its tasks can use, by kind (`inputs`, `taskOutputs`, `secrets` by name,
   * …): `POST flows/expressions` with the source of the flow. Throws UnsupportedError before 2.0.
   */
  async ofSource(yaml: string, taskId?: string): Promise<Readonly<Record<string, readonly string[]>>> {
    const { expressionRoutes } = await this.instance.dialect();
    if (!expressionRoutes)
      throw new UnsupportedError(`This version of Kestra cannot list the expressions of a flow: ${SINCE_2}`);
    const answer = await this.#http.json<Record<string, unknown> | undefined>({
      method: 'POST',
      path: route`flows/expressions`,
      within: 'yaml',
      yaml,
      query: { taskId },
      effect: 'read',
    });
    // The specification nests them one level deeper.
    const kinds = (answer?.categories ?? answer ?? {}) as Record<string, unknown>;
    const lists = Object.entries(kinds).filter(([, list]) => Array.isArray(list));
    return Object.fromEntries(lists) as Record<string, string[]>;
  }

  /**
   * Evaluate an expression in an execution, optionally in one of its task runs: `POST executions/{id}/eval`, since 2.0
   * `POST executions/{id}/actions/eval`. Returns the result, or the error without its stack trace. An expression can
   * send requests and read any namespace, so this counts as access to the whole tenant. Before 1.3, throws
   * UnsupportedError without a task run.
   */
  async evaluate(expression: string, executionId: string, taskRunId?: string): Promise<Evaluation> {
    const { actions, evaluation } = await this.instance.dialect();
    if (evaluation === 'taskRun' && taskRunId === undefined) {
      throw new UnsupportedError('Before version 1.3, Kestra evaluates expressions only with a task run.');
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
      hints: { 500: 'The execution may not have this task run.' },
    });
    const { result, error } = answer ?? {};
    return { ...(result !== undefined && { result }), ...(error !== undefined && { error }) };
  }

  /**
   * Render expressions: `POST expressions/render`. An expression that cannot be rendered is returned unchanged. This
   * counts as access to the whole tenant, like `evaluate`. Throws UnsupportedError before 2.0.
   */
  async render(expressions: readonly string[], by: RenderWith): Promise<Readonly<Record<string, unknown>>> {
    const { expressionRoutes } = await this.instance.dialect();
    if (!expressionRoutes) {
      throw new UnsupportedError(
        `This version of Kestra cannot render an expression without an execution: ${SINCE_2}`,
      );
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
