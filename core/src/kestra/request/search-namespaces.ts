import { PluginError } from '../../foundation/errors.js';
import { searchWithin } from '../search/search.js';
import type { Page } from '../types.js';
import type { Query } from '../versions/filters.js';
import type { KestraHttp } from '../wire/http.js';
import type { KestraRequest } from '../wire/request.js';
import { conditionsOf } from './conditions.js';
import type { Asked } from './held.js';

/** Kestra's default page size. */
const SIZE = 10;

/**
 * Runs a search over namespaces. Its `within` becomes the condition, so the two cannot differ. With a fence, the search
 * is narrowed, and rows outside are left out. Returns undefined for any other request.
 */
export function searchNamespaces(
  http: KestraHttp,
  asked: Asked,
  whole: KestraRequest,
): Promise<Page<unknown>> | undefined {
  const { request, place } = asked;
  const { within } = request;
  if (typeof within !== 'object' || !('namespace' in within)) return undefined;
  if (place.kind !== 'search' && place.kind !== 'flatSearch') return undefined;
  refuseNamespace(asked);
  const { page, size, sort } = whole.query ?? {};
  return searchWithin<unknown>(http.fence, {
    namespace: within.namespace,
    page: Number(page ?? 1),
    size: Number(size ?? SIZE),
    sort: [sort ?? []].flat().map(String),
    namespaceOf,
    ask: ({ namespace, page, size }) =>
      http.json({
        ...whole,
        within: { namespace },
        query: { ...whole.query, page, size, ...conditionOf(asked, namespace) },
      }),
  });
}

function refuseNamespace({ request: { query = {}, filters = [], as = 'json' }, name }: Asked): void {
  if ('namespace' in query || filters.some(([field]) => field === 'namespace')) {
    throw new PluginError(`${name} was not sent: its namespace belongs in \`within\` and nowhere else.`);
  }
  if (as !== 'json') throw new PluginError(`${name} was not sent: a search must be read as \`json\`.`);
}

function conditionOf({ place, path, dialect }: Asked, namespace: string | undefined): Query {
  if (place.kind === 'flatSearch') return { namespace };
  return conditionsOf(path, [['namespace', 'PREFIX', namespace]], dialect);
}

/** Rows name their namespace themselves, or the thing they are about does. */
function namespaceOf(row: unknown): unknown {
  const { namespace, model, abstractTrigger, triggerContext, trigger, state } = (row ?? {}) as Record<
    string,
    unknown
  >;
  const about = [model, triggerContext, abstractTrigger, trigger, state].find(
    (one) => (one as { namespace?: unknown } | null | undefined)?.namespace !== undefined,
  );
  return namespace ?? (about as { namespace?: unknown } | undefined)?.namespace;
}
