import { Injectable, InputError, KestraClient } from '@kestra-mcp/core';
import type { RenderExpression } from './expressions.schemas.js';

/** `io.pebbletemplates.pebble.error.PebbleException: ` does not help the author of an expression. */
const CLASS = /^(?:[a-z][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error): /;

/** Renders expressions. */
@Injectable()
export class Renderer {
  constructor(private readonly kestra: KestraClient) {}

  async render(asked: RenderExpression) {
    const { execution_id, task_run_id, namespace, flow_id } = asked;
    if (execution_id !== undefined) return this.ofExecution(asked.expression, execution_id, task_run_id);
    if (task_run_id !== undefined) throw new InputError('"task_run_id" also needs "execution_id".');
    if (flow_id !== undefined && namespace === undefined) {
      throw new InputError('"flow_id" also needs "namespace".');
    }
    return this.ofFlow(
      asked.expression,
      flow_id === undefined ? {} : { namespace: namespace ?? '', flowId: flow_id },
    );
  }

  private async ofExecution(expression: string, executionId: string, taskRunId?: string) {
    const { result, error } = await this.kestra.expressions.evaluate(expression, executionId, taskRunId);
    if (error !== undefined) return { rendered: false, error: firstOf(error) };
    return { rendered: true, result: textOf(result) };
  }

  /** This route returns an expression unchanged if Kestra cannot render it, and does not say why. */
  private async ofFlow(expression: string, by: { namespace?: string; flowId?: string }) {
    const rendered = await this.kestra.expressions.render([expression], by);
    const result = textOf(rendered[expression]);
    if (result !== expression || !/\{[{%]/.test(expression)) return { rendered: true, result };
    return {
      rendered: false,
      error: 'Kestra could not render the expression. To find out why, give an execution_id.',
    };
  }
}

/** Kestra's message without the names of exception classes. */
function firstOf(error: string): string {
  let text = error;
  while (CLASS.test(text)) text = text.replace(CLASS, '');
  return text.split(/\n\s*at /)[0]?.trim() ?? '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
