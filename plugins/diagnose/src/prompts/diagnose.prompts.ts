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
  execution_id: execution_id.optional().describe('Execution; the last failed one of the flow when left out'),
  namespace: namespace.optional().describe('Namespace of the flow'),
  flow_id: flow_id.optional().describe('Flow whose last failure is meant'),
});
type DiagnoseFailure = z.output<typeof DiagnoseFailure>;

/** For what the prompt says itself. */
const MARGIN = 4_000;
/** States of executions that people ask about. */
const TROUBLED = ['FAILED', 'WARNING', 'KILLED', 'RETRYING'];

@ToolGroup(DIAGNOSE)
export class DiagnosePrompts {
  constructor(private readonly kestra: KestraClient) {}

  @Prompt({
    name: 'diagnose_failure',
    title: 'Diagnose a failure',
    description: 'Why an execution failed, with what Kestra knows of it, and what to do.',
    input: DiagnoseFailure,
    complete: { execution_id: completeFailed, namespace: completeNamespace, flow_id: completeFlowId },
  })
  async diagnoseFailure(asked: DiagnoseFailure, { answerChars, isOn = () => true }: ToolContext) {
    const found = asked.execution_id ?? (await this.lastFailed(asked)).id;
    const told = await diagnose(this.kestra, found, { answerChars: answerChars - MARGIN, isOn });
    // It came from Kestra: what is no id must not speak as the prompt.
    const id = execution_id.safeParse(found).success ? found : quoted(found);
    return [
      `Find out why the execution ${id} went wrong, and what is to be done about it.`,
      '',
      DATA_NOTE,
      '',
      'What Kestra tells of it by now:',
      asData(JSON.stringify(told, undefined, 1), 'json'),
      '',
      ...numbered([
        'Say the cause in one sentence, with the task and the line of the log that shows it.',
        ...lookFurther(id, isOn),
        'Say what has to change: the flow, its inputs, or something outside of Kestra. Show the lines of the flow before and after.',
        'Change nothing and run nothing before the user has agreed.',
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
    // A name that nothing has is told with the nearest.
    if (flow_id !== undefined) await flows.get(namespace, flow_id);
    const what = flow_id === undefined ? `namespace ${namespace}` : `flow ${namespace}.${flow_id}`;
    throw new InputError(`The ${what} has no failed execution.`, {
      hint: 'Name an execution by its id, whatever its state.',
    });
  }
}

function lookFurther(id: string, isOn: (name: string) => boolean): string[] {
  const ways = [
    ...(isOn('get_execution_logs') ? [`get_execution_logs with execution_id ${id} for all lines`] : []),
    ...(isOn('manage_executions:get') ? ['manage_executions with action get for inputs and outputs'] : []),
    ...(isOn('diagnose_execution') ? ['diagnose_execution for another execution'] : []),
    ...(isOn('manage_flow:get_yaml') ? ["manage_flow with action get_yaml for the flow's lines"] : []),
  ];
  return ways.length === 0 ? [] : [`Where that does not settle it, look further: ${ways.join(', ')}.`];
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step}`);
}

/** Those that went wrong, of the namespace and the flow as far as they are known. */
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
