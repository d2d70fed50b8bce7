import { ACTION_NAMES } from '../versions/action-names.js';

/** What a path says about its place. */
export type Place =
  | { kind: 'namespace' | 'execution' | 'app'; id: string }
  /**
   * A search, to which the client adds the namespace: as a condition, or as a parameter if the route has kept those.
   */
  | { kind: 'search' | 'flatSearch' }
  /** The namespace is in the JSON body. */
  | { kind: 'body' }
  /** The namespace is in the YAML body. */
  | { kind: 'yaml' }
  /** No namespace and nothing secret. */
  | { kind: 'open' }
  /** Unknown, or more than one place. */
  | { kind: 'unknown' };

type Kind = Place['kind'];

/**
 * Paths by their place. The first match counts. `=` matches the id that the kind is about, `*` any segment, `**` all
 * remaining segments and `a|b` either one. A method may come first.
 */
const PLACES: readonly (readonly [Kind, ...string[]])[] = [
  // These also return data of other namespaces.
  ['unknown', 'flows * * dependencies', 'namespaces * dependencies', 'executions * follow-dependencies'],
  [
    'unknown',
    'namespaces * inherited-*',
    'namespaces * kv inheritance',
    'namespaces * credentials inherited',
  ],
  ['search', 'executions|flows|logs|triggers|apps|assets search', 'kv', 'secrets'],
  ['flatSearch', 'flows source', 'tests search', 'tests results search', 'GET executions'],
  ['yaml', 'POST flows|apps|tests'],
  ['body', 'PUT triggers', 'triggers backfill create|delete|pause|unpause', 'triggers set-disabled'],
  [
    'open',
    'POST flows validate|graph|expressions',
    'POST flows validate *',
    'POST dashboards|tests validate',
  ],
  [
    'open',
    'POST dashboards validate *',
    'POST ai generate *',
    'GET ai providers',
    'GET blueprints community **',
  ],
  [
    'unknown',
    'flows search|source|validate|graph|expressions|export|import|bulk|policies|delete|enable|disable **',
  ],
  ['unknown', 'flows deprecated|distinct-namespaces', 'POST flows = import|export'],
  ['namespace', 'flows = **', 'executions flows|webhook|trigger = **', 'executions namespaces = **'],
  ['unknown', 'executions namespaces|search|latest|export|distinct-field-values **'],
  ['namespace', 'DELETE logs = *', 'metrics names|tasks|aggregates = **', 'concurrency-limit = *'],
  ['execution', 'logs = **', 'outputs executions|tasks = **', 'metrics ='],
  [
    'unknown',
    'namespaces search|autocomplete',
    'triggers search|export|delete|unlock|backfill|set-disabled **',
  ],
  ['namespace', 'namespaces = **', 'triggers = * **'],
  ['unknown', 'tests search|results|run|validate|enable|disable **'],
  ['namespace', 'tests = * **'],
  ['unknown', 'apps search|catalog|tags|view|preview|import|export|enable|disable **'],
  ['app', 'apps = **'],
];

const OF_INSTANCE: readonly string[] = ['configs **', 'license-info', 'plugins **', 'pebble *'];

/** The place of a path below the tenant. */
export function placeOf(method: string, path: readonly string[], actions: 'direct' | 'actions'): Place {
  for (const [kind, ...patterns] of PLACES) {
    for (const pattern of patterns) {
      const found = matched(pattern, method, path);
      if (found !== undefined) return { kind, id: found } as Place;
    }
  }
  return path[0] === 'executions' ? executionOr(method, path, actions) : { kind: 'unknown' };
}

/** The place of a path outside tenants. */
export function placeInInstance(method: string, path: readonly string[]): Place {
  const isOpen = isReading(method) && OF_INSTANCE.some((one) => matched(one, method, path) !== undefined);
  return { kind: isOpen ? 'open' : 'unknown' };
}

/** `POST executions/{namespace}/{flow}` looks like an action on an execution, and older versions treat it as one. */
function executionOr(
  method: string,
  [, id = '', name = '', ...rest]: readonly string[],
  actions: string,
): Place {
  const isAction = actions === 'direct' ? ACTION_NAMES.has(name) : name === 'actions' && rest.length > 0;
  const creates = method === 'POST' && name !== '' && !isAction;
  return id === '' ? { kind: 'unknown' } : { kind: creates ? 'namespace' : 'execution', id };
}

export function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The segment at `=` if the path matches, or an empty text without `=`. Undefined if the path does not match. */
export function matched(pattern: string, method: string, path: readonly string[]): string | undefined {
  const words = pattern.split(' ');
  if (/^[A-Z]+$/.test(words[0] ?? '')) {
    const wanted = words.shift();
    if (wanted !== method && !(wanted === 'GET' && method === 'HEAD')) return undefined;
  }
  const isOpen = words.at(-1) === '**';
  const fixed = isOpen ? words.slice(0, -1) : words;
  if (path.length < fixed.length || (!isOpen && path.length > fixed.length)) return undefined;
  if (!fixed.every((word, index) => word === '=' || fits(word, path[index] ?? ''))) return undefined;
  return path[fixed.indexOf('=')] ?? '';
}

function fits(word: string, segment: string): boolean {
  if (word === '*') return true;
  if (word.endsWith('*')) return segment.startsWith(word.slice(0, -1));
  return word.split('|').includes(segment);
}
