import { cutText, type Execution, jsonChars, plainState } from '@kestra-mcp/core';

/** Longest input shown in a list, in characters. */
const LONGEST = 300;

/** An execution in a list: its flow, state, inputs and labels. The action `get` returns the rest. */
export function plainRow({ id, namespace, flowId, state, inputs, labels = [] }: Execution) {
  const { current, startDate, endDate, duration } = state;
  const told = (labels ?? []).filter(({ key, value }) => key !== 'system.correlationId' || value !== id);
  return {
    id,
    namespace,
    flowId,
    state: plainState({ current, startDate, endDate, duration }),
    ...(hasMembers(inputs) && { inputs: shortInputs(inputs) }),
    ...(told.length > 0 && { labels: told }),
  };
}

function hasMembers(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function shortInputs(inputs: object): object {
  return Object.fromEntries(Object.entries(inputs).map(([id, value]) => [id, short(value)]));
}

function short(value: unknown): unknown {
  if (jsonChars(value) <= LONGEST) return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return cutText(text, LONGEST, { readOn: 'Get the execution to read all of it.' });
}
