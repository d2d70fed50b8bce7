import type { Served } from './observer.js';

/**
 * How a request of a client ended. `asked` (the client is asked something) and `task` (continues as a task) have not
 * ended yet.
 */
export type Outcome = 'ok' | 'error' | 'asked' | 'task';

/** Determined from the MCP result. */
export function outcomeOf(result: unknown): Outcome {
  const { isError, resultType } = Object(result) as { isError?: unknown; resultType?: unknown };
  if (isError === true) return 'error';
  if (resultType === 'input_required') return 'asked';
  return resultType === 'task' ? 'task' : 'ok';
}

/** Whether a tool or prompt has this name. Other names come from the client and never become labels. */
export type IsKnown = (name: string) => boolean;

/** The tool or prompt that a request names, if it exists. */
export function targetOf({ method, params }: Served, isKnown: IsKnown): string | undefined {
  const name = params?.name;
  const isNamed = method === 'tools/call' || method === 'prompts/get';
  return isNamed && typeof name === 'string' && isKnown(name) ? name : undefined;
}
