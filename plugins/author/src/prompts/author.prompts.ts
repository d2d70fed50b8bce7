import {
  asData,
  completeFlowId,
  completeNamespace,
  cutText,
  DATA_NOTE,
  KestraClient,
  Prompt,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { AUTHOR } from '../author.js';
import { TaskTypes } from '../types/task-types.js';
import { whatTwoRefuses } from './migration.js';
import { MigrateTo2, WriteFlow } from './prompts.schemas.js';
import { migrationSteps, writingSteps } from './steps.js';
import { surroundings } from './surroundings.js';

/** Characters reserved for the prompt's own text. */
const MARGIN = 5_000;

@ToolGroup(AUTHOR)
export class AuthorPrompts {
  constructor(
    private readonly kestra: KestraClient,
    private readonly types: TaskTypes,
  ) {}

  @Prompt({
    name: 'write_flow',
    title: 'Write a flow',
    description:
      'Write a flow for this Kestra, with its version, its task types and the flows that already exist.',
    input: WriteFlow,
    complete: { namespace: completeNamespace },
  })
  async writeFlow({ task, namespace }: WriteFlow, { answerChars, isOn = () => true }: ToolContext) {
    const around = await surroundings(this.kestra, this.types, { task, namespace });
    const known = JSON.stringify(around, undefined, 1);
    return [
      `Write a Kestra flow for the namespace ${namespace}. What the flow should do: ${task}`,
      '',
      DATA_NOTE,
      '',
      'The Kestra instance, the existing flows of the namespace, and task types that may fit:',
      asData(cutText(known, answerChars - MARGIN, { readOn: '' }), 'json'),
      '',
      ...writingSteps(isOn),
    ].join('\n');
  }

  @Prompt({
    name: 'migrate_to_2',
    title: 'Migrate a flow to Kestra 2.0',
    description: 'Find what Kestra 2.0 refuses in a flow, and rewrite it.',
    input: MigrateTo2,
    complete: { namespace: completeNamespace, flow_id: completeFlowId },
  })
  async migrateTo2({ namespace, flow_id }: MigrateTo2, { answerChars, isOn = () => true }: ToolContext) {
    const flow = await this.kestra.flows.get(namespace, flow_id, { source: true });
    const { source = '' } = flow;
    const revision = Number.isInteger(flow.revision) ? flow.revision : undefined;
    const refused = await whatTwoRefuses(this.kestra, source);
    const found = JSON.stringify(refused, undefined, 1);
    const room = answerChars - MARGIN;
    const readOn = 'Read it in parts with manage_flow, action get_yaml.';
    return [
      `Make the flow ${namespace}.${flow_id} (revision ${revision ?? '?'}) ready for Kestra 2.0.`,
      '',
      DATA_NOTE,
      '',
      'Its YAML:',
      asData(cutText(source, room * 0.5, { readOn }), 'yaml'),
      '',
      'The findings of the validation. `changes` lists what Kestra 2.0 requires, each with its line and its replacement:',
      asData(cutText(found, room * 0.3, { readOn: '' }), 'json'),
      '',
      ...migrationSteps({ namespace, flow_id, revision }, isOn),
    ].join('\n');
  }
}
