import { alreadyExists, type Flow, jsonChars, type KestraClient, type ToolContext } from '@kestra-mcp/core';
import { withSource } from './with-source.js';
import { readFlow, type Said, yamlOf } from './yaml-text.js';

type Status = 'created' | 'updated' | 'unchanged';

/**
 * Creates a flow, or a new revision of it when it exists. Any other refusal is Kestra's word on the YAML and goes to
 * the caller: an update could only hide it.
 */
export async function saveFlow(kestra: KestraClient, given: string, { answerChars }: Room) {
  const yaml = yamlOf(given);
  const saved = await createOrUpdate(kestra, yaml);
  const link = kestra.ui.link(kestra.ui.flow(saved.namespace, saved.id));
  return inRoom({ ...saved, ...link }, answerChars);
}

type Room = Pick<ToolContext, 'answerChars'>;

/** Whoever saves a flow has its YAML: it comes back where there is room for the whole. */
function inRoom<T extends { source?: string }>(answer: T, room: number): T | Omit<T, 'source'> {
  if (jsonChars(answer) <= room) return answer;
  const { source = '', ...others } = answer;
  const next = `Its YAML of ${source.length} characters is left out: manage_flow with action get_yaml reads it.`;
  return { ...others, next };
}

async function createOrUpdate(kestra: KestraClient, yaml: string) {
  try {
    return saved(await kestra.flows.create(yaml), 'created');
  } catch (error) {
    if (!alreadyExists(error)) throw error;
    return await updateFlow(kestra, yaml);
  }
}

/** It is looked at before: the answer alone does not tell what has changed. */
async function updateFlow(kestra: KestraClient, yaml: string) {
  const said = readFlow(yaml);
  const before = await kestra.flows.get(said.namespace, said.id);
  const flow = await kestra.flows.update(said.namespace, said.id, yaml);
  const status = flow.revision === before.revision ? 'unchanged' : 'updated';
  return { ...saved(flow, status), ...enabledNow(before, flow, said) };
}

function enabledNow(before: Flow, after: Flow, said: Said): { note?: string } {
  if (before.disabled !== true || after.disabled === true || said.disabled) return {};
  return {
    note: 'The flow was disabled and is enabled now, since the YAML does not say "disabled: true". manage_flow disables it again.',
  };
}

/** With `deleted`, which users of the Python server read. */
function saved(flow: Flow, status: Status) {
  return { status, deleted: flow.deleted ?? false, ...withSource(flow) };
}
