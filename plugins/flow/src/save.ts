import { alreadyExists, type Flow, jsonChars, type KestraClient, type ToolContext } from '@kestra-mcp/core';
import { withSource } from './with-source.js';
import { readFlow, type Said, yamlOf } from './yaml-text.js';

type Status = 'created' | 'updated' | 'unchanged';

/**
 * Creates a flow, or a new revision if it exists. Any other error is Kestra's verdict on the YAML and goes to the
 * caller: an update could only hide it.
 */
export async function saveFlow(kestra: KestraClient, given: string, { answerChars }: Room) {
  const yaml = yamlOf(given);
  const saved = await createOrUpdate(kestra, yaml);
  const link = kestra.ui.link(kestra.ui.flow(saved.namespace, saved.id));
  return inRoom({ ...saved, ...link }, answerChars);
}

type Room = Pick<ToolContext, 'answerChars'>;

/** The caller has the YAML already, so it is returned only if all of it fits. */
function inRoom<T extends { source?: string }>(answer: T, room: number): T | Omit<T, 'source'> {
  if (jsonChars(answer) <= room) return answer;
  const { source = '', ...others } = answer;
  const next = `The YAML (${source.length} characters) is left out. Call manage_flow with action get_yaml to read it.`;
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

/** Reads the flow before the update: the response alone does not tell what has changed. */
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
    note: 'The flow was disabled and is now enabled, because the YAML does not contain "disabled: true". Call manage_flow with action disable to disable it again.',
  };
}

/** Adds `deleted`, which scripts for the Python server read. */
function saved(flow: Flow, status: Status) {
  return { status, deleted: flow.deleted ?? false, ...withSource(flow) };
}
