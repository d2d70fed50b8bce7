import type { CompletionContext, Completions } from './completer.js';
import { fittingText } from './fitting.js';

/** The number of items to request: as many as a client is shown. */
const PAGE = { page: 1, size: 100 };

/**
 * Completes a namespace: the existing ones and their parents, within the fixed namespaces (`GET namespaces/search`).
 */
export async function completeNamespace(text: string, { kestra }: CompletionContext): Promise<Completions> {
  const { results = [], total } = await kestra.namespaces.search({ q: text || undefined, ...PAGE });
  return found(results, text, total);
}

/**
 * Completes the id of a flow: in the namespace of the argument `namespace` (`GET flows/{namespace}`), or in all
 * namespaces (`GET flows/search`).
 */
export async function completeFlowId(
  text: string,
  { kestra, given }: CompletionContext,
): Promise<readonly string[] | Completions> {
  if (given.namespace) return (await kestra.flows.list(given.namespace)).map(({ id }) => id).sort();
  const { results = [], total } = await kestra.flows.search({ q: text || undefined, ...PAGE });
  return found(results, text, total);
}

/**
 * Completes the id of an execution: among the latest hundred, in the namespace and flow of the arguments `namespace`
 * and `flow_id` (`GET executions/search`).
 */
export async function completeExecutionId(
  _text: string,
  { kestra, given: { namespace, flow_id } }: CompletionContext,
): Promise<readonly string[]> {
  const asked = { namespace: namespace || undefined, flowId: flow_id || undefined, ...PAGE };
  const { results = [] } = await kestra.executions.search(asked);
  return results.map(({ id }) => id);
}

/**
 * Completes the path of a namespace file in the namespace of the argument `namespace`; nothing without it (`GET
 * namespaces/{namespace}/files/search`).
 */
export async function completeFilePath(
  text: string,
  { kestra, given }: CompletionContext,
): Promise<readonly string[]> {
  return given.namespace ? await kestra.files.search(given.namespace, text) : [];
}

/** Completes the key of a KV entry in the namespace of the argument `namespace` (`GET …/kv`). */
export async function completeKey(
  _text: string,
  { kestra, given }: CompletionContext,
): Promise<readonly string[]> {
  if (!given.namespace) return [];
  return (await kestra.kv.list(given.namespace)).map(({ key }) => key);
}

/**
 * Completes the type of a task, trigger or other plugin element that the instance has (`GET plugins`), deprecated ones
 * last.
 */
export async function completeTaskType(
  _text: string,
  { kestra }: CompletionContext,
): Promise<readonly string[]> {
  const { types } = await kestra.plugins.types();
  const [old, present] = [true, false].map((isOld) =>
    types.filter(({ deprecated = false }) => deprecated === isOld),
  );
  return [...(present ?? []), ...(old ?? [])].map(({ type }) => type);
}

/** Kestra has already searched in its own way. Values that start with the text still come first. */
function found(rows: readonly { id: string }[], text: string, total: number | undefined): Completions {
  const values = fittingText(
    rows.map(({ id }) => id),
    text,
  );
  return { values, ...(total !== undefined && total > rows.length && { total }) };
}
