import type { Served } from './observer.js';

/** How a request of a client ended: one that is `asked` back, or goes on as a `task`, has not ended yet. */
export type Outcome = 'ok' | 'error' | 'asked' | 'task';

/** By what MCP says of results. */
export function outcomeOf(result: unknown): Outcome {
  const { isError, resultType } = Object(result) as { isError?: unknown; resultType?: unknown };
  if (isError === true) return 'error';
  if (resultType === 'input_required') return 'asked';
  return resultType === 'task' ? 'task' : 'ok';
}

/** Whether a tool or a prompt has this name: any other is the client's word, and never becomes a label. */
export type IsKnown = (name: string) => boolean;

/** The tool or prompt that a request names, when there is one. */
export function targetOf({ method, params }: Served, isKnown: IsKnown): string | undefined {
  const name = params?.name;
  const isNamed = method === 'tools/call' || method === 'prompts/get';
  return isNamed && typeof name === 'string' && isKnown(name) ? name : undefined;
}
