import { InputError } from '../../foundation/errors.js';
import type { Fence } from '../fence/fence.js';
import { refuseOutside } from '../inputs/stored-places.js';
import type { Dialect } from '../versions/dialect.js';
import type { FormPart } from '../wire/multipart.js';
import type { ClientRequest, RequestWithin } from './client-request.js';
import { isReading, type Place } from './places.js';

/** A request with its name in errors and the place that its path leads to. */
export interface Asked {
  request: ClientRequest;
  name: string;
  place: Place;
  /** Its path segments in this version of Kestra. */
  path: readonly string[];
  dialect: Dialect;
}

/** Refuses a request that does not belong where it says. With a fence, also refuses one whose place is unknown. */
export function holdToPlace({ request, name, place }: Asked, fence: Fence | undefined): void {
  const isTrue = place.kind === 'unknown' && request.within !== 'answer' ? undefined : agrees(request, place);
  if (isTrue === false) {
    throw new InputError(
      `${name} was not sent: it declares ${saying(request.within)}, but its path points to ${pathSays(place)}.`,
      { hint: 'Check whether an id is also the name of a route, or the id of something else.' },
    );
  }
  if (fence === undefined || request.within === 'tenant') return;
  if (isTrue === undefined) {
    throw fence.refusal(name, 'its target cannot be determined, and this server has fixed namespaces');
  }
  if (place.kind === 'namespace') holdNames(fence, name, [place.id]);
  if (request.query?.subflows !== undefined) {
    throw fence.refusal(name, 'with subflows, it can return flows from any namespace');
  }
}

/** Refuses a request whose query or body names a namespace outside the fence, or a stored file in one. */
export function holdContents({ request, name }: Asked, fence: Fence | undefined): void {
  if (fence === undefined) return;
  const { query = {}, json, form = [] } = request;
  const parts = form.filter(({ name: part }) => isNamespace(part)).map(({ content }) => content);
  const asked = Object.entries(query).flatMap(([key, value]) => (isNamespace(key) ? [value].flat() : []));
  holdNames(
    fence,
    name,
    [...parts, ...asked, ...namespacesIn(json)].filter((each) => each !== undefined),
  );
  refuseOutside(fence, [...form, ...textsOf('query', query), ...textsOf('json', json)]);
}

function agrees({ within, method = 'GET', yaml, json }: ClientRequest, place: Place): boolean {
  const id = 'id' in place ? place.id : undefined;
  if (within === 'tenant') return true;
  if (within === 'answer') return method === 'GET';
  if (within === 'instance') return place.kind === 'open';
  if (within === 'yaml') return yaml !== undefined && (place.kind === 'yaml' || place.kind === 'namespace');
  if ('execution' in within) return place.kind === 'execution' && id === within.execution;
  if ('app' in within) return place.kind === 'app' && id === within.app;
  if (place.kind === 'namespace') return id === within.namespace;
  if (place.kind === 'body') return (json as { namespace?: unknown } | null)?.namespace === within.namespace;
  return isReading(method) && (place.kind === 'search' || place.kind === 'flatSearch');
}

function saying(within: RequestWithin): string {
  if (typeof within === 'string') return `within "${within}"`;
  const [[kind, id] = ['', '']] = Object.entries(within);
  return id === undefined ? `within any ${kind}` : `within the ${kind} "${String(id).slice(0, 100)}"`;
}

function pathSays(place: Place): string {
  if ('id' in place) return `the ${place.kind} "${place.id.slice(0, 100)}"`;
  const words = {
    search: 'a search',
    flatSearch: 'a search',
    body: 'what its body names',
    yaml: 'what its YAML names',
  };
  return place.kind === 'open'
    ? 'no namespace'
    : (words[place.kind as keyof typeof words] ?? 'something else');
}

function holdNames(fence: Fence, name: string, namespaces: readonly unknown[]): void {
  const outside = namespaces.find((each) => !fence.allows(each));
  if (outside === undefined) return;
  const named = String(outside).slice(0, 100);
  throw fence.refusal(name, `the namespace "${named}" is outside this server's fixed namespaces`);
}

function isNamespace(key: string): boolean {
  return key === 'namespace' || key === 'namespaceId';
}

/** The namespaces that a body names: in itself, in the items of its list, or in the items of a list inside it. */
function namespacesIn(body: unknown): unknown[] {
  const own = [body].flat();
  const listed = own.flatMap((item) => Object.values(item ?? {}).filter(Array.isArray)).flat();
  return [...own, ...listed].flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    return Object.entries(item).flatMap(([key, value]) =>
      isNamespace(key) && value !== null ? [value] : [],
    );
  });
}

/** All texts in a value: each may be the address of a stored file. */
function textsOf(name: string, value: unknown): FormPart[] {
  if (typeof value === 'string') return [{ name, content: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => textsOf(Array.isArray(value) ? name : key, member));
}
