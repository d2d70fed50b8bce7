import {
  asData,
  type CompletionContext,
  completeFlowId,
  completeNamespace,
  DATA_NOTE,
  type Execution,
  execution_id,
  flow_id,
  InputError,
  KestraClient,
  namespace,
  Prompt,
  quoted,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import * as z from 'zod';
import { DIAGNOSE } from '../diagnose.js';
import { diagnose } from '../execution/diagnose-execution.js';

const DiagnoseFailure = z.strictObject({
  execution_id: execution_id
    .optional()
    .describe('Execution to diagnose. Default: the last failed one of the flow or namespace'),
  namespace: namespace.optional().describe('Namespace of the flow'),
  flow_id: flow_id.optional().describe('Flow whose last failed execution to diagnose'),
});
type DiagnoseFailure = z.output<typeof DiagnoseFailure>;

/** Characters reserved for the prompt's own text. */
const MARGIN = 4_000;
/** States of executions that people ask about. */
const TROUBLED = ['FAILED', 'WARNING', 'KILLED', 'RETRYING'];

@ToolGroup(DIAGNOSE)
export class DiagnosePrompts {
  constructor(private readonly kestra: KestraClient) {}

  @Prompt({
    name: 'diagnose_failure',
    title: 'Diagnose a failure',
    description: 'Find out why an execution failed, from what Kestra knows about it, and what to do.',
    input: DiagnoseFailure,
    complete: { execution_id: completeFailed, namespace: completeNamespace, flow_id: completeFlowId },
  })
  async diagnoseFailure(asked: DiagnoseFailure, { answerChars, isOn = () => true }: ToolContext) {
    const found = asked.execution_id ?? (await this.lastFailed(asked)).id;
    const told = await diagnose(this.kestra, found, { answerChars: answerChars - MARGIN, isOn });
    // The id came from Kestra. A text that is not an id must not read as part of the prompt.
    const id = execution_id.safeParse(found).success ? found : quoted(found);
    return [
      `Find out why the execution ${id} went wrong, and what to do about it.`,
      '',
      DATA_NOTE,
      '',
      'What Kestra knows about it so far:',
      asData(JSON.stringify(told, undefined, 1), 'json'),
      '',
      ...numbered([
        'State the cause in one sentence. Name the task and quote the log line that shows it.',
        ...lookFurther(id, isOn),
        'Say what has to change: the flow, its inputs, or something outside Kestra. Show the affected lines of the flow before and after the change.',
        'Do not change or run anything before the user agrees.',
      ]),
    ].join('\n');
  }

  private async lastFailed({ namespace, flow_id }: DiagnoseFailure): Promise<Execution> {
    if (namespace === undefined)
      throw new InputError('Give "execution_id", or "namespace" with or without "flow_id".');
    const { executions, flows } = this.kestra;
    const last =
      flow_id === undefined
        ? (await executions.search({ namespace, state: 'FAILED', page: 1, size: 1 })).results[0]
        : await executions.latest(namespace, flow_id, 'FAILED');
    if (last !== undefined) return last;
    // A flow that does not exist throws an error with the nearest names.
    if (flow_id !== undefined) await flows.get(namespace, flow_id);
    const what = flow_id === undefined ? `namespace ${namespace}` : `flow ${namespace}.${flow_id}`;
    throw new InputError(`The ${what} has no failed execution.`, {
      hint: 'To diagnose an execution in another state, give its execution_id.',
    });
  }
}

function lookFurther(id: string, isOn: (name: string) => boolean): string[] {
  const ways = [
    ...(isOn('get_execution_logs') ? [`get_execution_logs with execution_id ${id} for all log lines`] : []),
    ...(isOn('manage_executions:get')
      ? ['manage_executions with action get for the inputs and outputs']
      : []),
    ...(isOn('diagnose_execution') ? ['diagnose_execution for another execution'] : []),
    ...(isOn('manage_flow:get_yaml') ? ['manage_flow with action get_yaml for the YAML of the flow'] : []),
  ];
  return ways.length === 0 ? [] : [`If that does not explain it, look further with ${ways.join(', ')}.`];
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step}`);
}

/** Completes with executions that went wrong, of the namespace and the flow if they are given. */
async function completeFailed(
  _text: string,
  { kestra, given: { namespace, flow_id } }: CompletionContext,
): Promise<string[]> {
  const { results } = await kestra.executions.search({
    ...{ namespace: namespace || undefined, flowId: flow_id || undefined },
    ...{ state: TROUBLED, page: 1, size: 100 },
  });
  return results.map(({ id }) => id);
}
