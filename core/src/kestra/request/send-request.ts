import type { InNamespace, Within, WithinKnown } from '../fence/within.js';
import { rowsWithoutCredentials, withoutCredentials } from '../resources/caller-headers.js';
import type { Execution, Page } from '../types.js';
import { ACTION_NAMES } from '../versions/action-names.js';
import type { Dialect } from '../versions/dialect.js';
import type { InstanceResource } from '../versions/instance.js';
import type { KestraHttp } from '../wire/http.js';
import { type KestraRequest, requestName } from '../wire/request.js';
import type { ClientRequest } from './client-request.js';
import { conditionsOf, isSearch, refuseConditions } from './conditions.js';
import { effectOfRoute } from './effects.js';
import { type Asked, holdContents, holdToPlace } from './held.js';
import { isReading, placeInInstance, placeOf } from './places.js';
import { searchNamespaces } from './search-namespaces.js';
import { pathOf, refuseWordAsId, textOf } from './segments.js';
import { refuseShape } from './shape.js';

/**
 * Sends a plugin's request to a route without a method in the client, after checking that its path matches `within`.
 */
export async function sendRequest(
  http: KestraHttp,
  instance: InstanceResource,
  request: ClientRequest,
): Promise<unknown> {
  // Check this before any request to Kestra.
  pathOf(request.path, request.instance ?? false);
  const asked = askedOf(http, await instance.dialect(), request);
  holdToPlace(asked, http.fence);
  holdContents(asked, http.fence);
  const whole = wholeOf(asked);
  const searched = searchNamespaces(http, asked, whole);
  if (request.as === 'bytes') return http.bytes(whole as KestraRequest<WithinKnown>);
  if (request.as === 'text') return (await http.send(whole as KestraRequest<WithinKnown>)).text;
  return masked(asked.path, await (searched ?? answered(http, whole)));
}

/** A plugin's route may have an empty response, except when one thing is read. */
function answered(http: KestraHttp, { within, ...request }: KestraRequest): Promise<unknown> {
  return within === 'answer' ? http.json({ within, ...request }) : http.jsonIfAny({ within, ...request });
}

/** The request with its place, after all checks that need only the request itself. */
function askedOf(http: KestraHttp, dialect: Dialect, request: ClientRequest): Asked {
  const { method = 'GET', instance = false, within } = request;
  const path = inDialect(request, dialect);
  const name = requestName({ method, path: pathOf(path, instance), instance }, http);
  refuseShape(request, name, path);
  refuseConditions(request, name, isSearch(method, path));
  if (typeof within === 'object') refuseWordAsId(Object.values(within)[0] ?? '', path);
  const place = instance ? placeInInstance(method, path) : placeOf(method, path, dialect.actions);
  return { request, name, place, path, dialect };
}

/** The path in this version of Kestra. Since 2.0, actions on an execution have a folder of their own. */
function inDialect({ path, within, method = 'GET' }: ClientRequest, { actions }: Dialect): string[] {
  const texts = path.map(textOf);
  const [first, id = '', name = '', action = ''] = texts;
  const isOfExecution = typeof within === 'object' && 'execution' in within && within.execution === id;
  if (first !== 'executions' || !isOfExecution || isReading(method)) return texts;
  if (actions === 'actions' && ACTION_NAMES.has(name)) return [first, id, 'actions', ...texts.slice(2)];
  const isMoved = actions === 'direct' && name === 'actions' && ACTION_NAMES.has(action);
  return isMoved ? [first, id, ...texts.slice(3)] : texts;
}

function wholeOf({ request, path, dialect }: Asked): KestraRequest {
  const { method = 'GET', instance = false, query, filters = [], json, yaml, form, timeoutMs } = request;
  return {
    method,
    instance,
    path: pathOf(path, instance),
    within: withFiles(request, path),
    effect: effectOfRoute(method, path),
    query: { ...query, ...conditionsOf(path, filters, dialect) },
    ...(json !== undefined && { json }),
    ...(yaml !== undefined && { yaml }),
    // Kestra would unpack files named *.zip, and would turn the files in its flows folder into flows.
    ...(form && { form: isOfFiles(path) ? form.map((part) => ({ ...part, filename: 'content' })) : form }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

/** Adds the requested files, which must stay in the namespace. A move reads its paths as URIs. */
function withFiles({ within, query = {} }: ClientRequest, path: readonly string[]): Within {
  if (!isOfFiles(path) || typeof within !== 'object' || !('namespace' in within)) return within;
  const named = [query.path, query.from, query.to].flatMap((each) =>
    each === undefined ? [] : [String(each)],
  );
  return { ...within, paths: [...named, ...named.map(decoded)] } satisfies InNamespace;
}

function isOfFiles([first, , third]: readonly string[]): boolean {
  return first === 'namespaces' && third === 'files';
}

function decoded(path: string): string {
  return path.replace(/%([0-7][\da-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Executions without the credentials of whoever started them, as the client's own methods return them. */
function masked(path: readonly string[], answer: unknown): unknown {
  if (path[0] !== 'executions') return answer;
  if (Array.isArray(answer)) return answer.map((one) => withoutCredentials(one));
  const rows = rowsWithoutCredentials(answer as Page<Execution>);
  return withoutCredentials(rows as unknown as Execution);
}
