import type { Effect } from '../../foundation/effect.js';
import { isReading, matched } from './places.js';

/**
 * Routes whose effect differs from their method. Otherwise GET and HEAD read, DELETE is destructive, the others write.
 */
const EFFECTS: readonly (readonly [Effect, ...string[]])[] = [
  // A webhook starts an execution, even with GET.
  ['write', 'executions webhook **'],
  ['read', 'POST flows validate|graph|expressions', 'POST flows validate *', 'POST flows policies preview'],
  [
    'read',
    'POST dashboards|tests|apps validate',
    'POST dashboards validate *',
    'POST dashboards charts preview',
  ],
  ['read', 'POST dashboards * charts *', 'POST ai generate *', 'POST tests results search *'],
  [
    'read',
    'POST auditlogs find',
    'POST groups|roles|namespaces|tenant-access autocomplete',
    'POST groups|roles ids',
  ],
];

/** The effect of a request: by its route if it is listed above, otherwise by its method. */
export function effectOfRoute(method: string, path: readonly string[]): Effect {
  for (const [effect, ...patterns] of EFFECTS) {
    if (patterns.some((pattern) => matched(pattern, method, path) !== undefined)) return effect;
  }
  if (isReading(method)) return 'read';
  return method === 'DELETE' ? 'destructive' : 'write';
}
