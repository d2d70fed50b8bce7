import type { KestraRequest } from '../request.js';
import type { Words } from './words.js';

/** What a refused request sent, as far as a hint depends on it. */
export interface Sent {
  yaml?: string | undefined;
  /** The number of items in a bulk request. */
  items?: number | undefined;
}

export function sentBy({ yaml, json }: KestraRequest): Sent {
  return { yaml, items: Array.isArray(json) ? json.length : undefined };
}

/** What to do next if the request itself tells, such as a bulk request of which Kestra refuses each item. */
export function hintOfSent(request: string, status: number, words: Words, sent: Sent): string | undefined {
  if (words.bulk) return hintOfBulk(request, words, sent);
  if (status === 404 && ofExecution(request)) return words.bare ? `${FIND} ${NO_ROUTE}` : FIND;
  const isFlow = /^(POST|PUT) \S*\/flows(\/|$)/.test(request);
  const isMap = sent.yaml === undefined || hasKey(sent.yaml);
  return isFlow && !isMap && (status === 400 || status === 422) ? NO_MAP : undefined;
}

const FIND = 'Check the id: list executions to find it.';
/** A 404 without a reason may have another cause than the id. */
export const NO_ROUTE = 'If the id is correct, this version or edition of Kestra may not have the route.';
const NO_MAP = 'A flow is a map with id, namespace and tasks.';

/** `POST executions/{namespace}/{flow}` creates an execution, and some routes name none. */
function ofExecution(request: string): boolean {
  const [, method, id, rest] = /^([A-Z]+) \S*?\/executions\/([^/\s]+)(?:\/(\S*))?$/.exec(request) ?? [];
  if (id === undefined || /^(search|latest|namespaces|flows|labels|by-|webhook)/.test(id)) return false;
  return (
    (method === 'GET' && rest === undefined) ||
    (method === 'DELETE' && rest === undefined) ||
    /^actions\//.test(rest ?? '')
  );
}

/** Whether YAML has a key that is not indented, or is JSON. */
function hasKey(yaml: string): boolean {
  return /^\s*\{/.test(yaml) || /^(?!-\s)[^\s#][^\n]*?:(\s|$)/m.test(yaml);
}

function hintOfBulk(request: string, { details }: Words, { items }: Sent): string | undefined {
  const named = details.filter((line) => !line.startsWith('traceId: ')).length;
  if (items === undefined || named < items) return undefined;
  return / \S*\/executions\/resume\/by-ids$/.test(request)
    ? 'Nothing was done. None of these executions can be resumed. List executions with the state PAUSED to find those that can.'
    : 'Nothing was done. Kestra accepts none of these items. Read the reason for each, and choose others.';
}
