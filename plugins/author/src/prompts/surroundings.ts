import { describeError, type KestraClient, KestraMcpError } from '@kestra-mcp/core';
import type { TaskTypes } from '../types/task-types.js';
import type { WriteFlow } from './prompts.schemas.js';

/** Most flow ids to list. */
const FLOWS = 60;
/** Longest query for task types. */
const QUERY = 300;

/** What a new flow has to fit in with. What cannot be read is replaced by the reason. */
export async function surroundings(kestra: KestraClient, types: TaskTypes, { task, namespace }: WriteFlow) {
  const [instance, flows, found] = await Promise.all([
    orWhyNot(kestra.instance.configs().then(({ version, edition }) => ({ version, edition }))),
    orWhyNot(kestra.flows.list(namespace)),
    orWhyNot(types.search(task.slice(0, QUERY))),
  ]);
  const ids = Array.isArray(flows) ? flows.map(({ id }) => id).sort() : flows;
  const more = Array.isArray(ids) ? ids.length - FLOWS : 0;
  return {
    kestra: instance,
    namespace,
    flows: Array.isArray(ids) ? ids.slice(0, FLOWS) : ids,
    ...(more > 0 && { more_flows: more }),
    task_types: 'results' in found ? found.results : found,
  };
}

async function orWhyNot<T>(reading: Promise<T>): Promise<T | { left_out: string }> {
  try {
    return await reading;
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
    return { left_out: describeError(error).split('\n')[0] ?? '' };
  }
}
