import { Injectable, InputError, KestraClient } from '@kestra-mcp/core';
import type { RenderExpression } from './expressions.schemas.js';

/** `io.pebbletemplates.pebble.error.PebbleException: ` says nothing to who wrote the expression. */
const CLASS = /^(?:[a-z][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error): /;

/** Expressions, and what comes of them. */
@Injectable()
export class Renderer {
  constructor(private readonly kestra: KestraClient) {}

  async render(asked: RenderExpression) {
    const { execution_id, task_run_id, namespace, flow_id } = asked;
    if (execution_id !== undefined) return this.ofExecution(asked.expression, execution_id, task_run_id);
    if (task_run_id !== undefined)
      throw new InputError('task_run_id needs the execution_id of its execution.');
    if (flow_id !== undefined && namespace === undefined) {
      throw new InputError('flow_id needs the namespace of the flow.');
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

  /** Here Kestra gives back as it was what it cannot render, and does not say why. */
  private async ofFlow(expression: string, by: { namespace?: string; flowId?: string }) {
    const rendered = await this.kestra.expressions.render([expression], by);
    const result = textOf(rendered[expression]);
    if (result !== expression || !/\{[{%]/.test(expression)) return { rendered: true, result };
    return { rendered: false, error: 'Kestra could not render it. With execution_id it says why.' };
  }
}

/** Kestra's words, without the classes that say them. */
function firstOf(error: string): string {
  let text = error;
  while (CLASS.test(text)) text = text.replace(CLASS, '');
  return text.split(/\n\s*at /)[0]?.trim() ?? '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
