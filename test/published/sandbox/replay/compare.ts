import type { IdMap } from './ids.js';

/** Keys whose values must equal the recorded ones. For other keys, only the type must match. */
const EXACT = new Set(
  (
    'path instance title pointer code message detail count type current state level total status namespace flowId flowRevision taskId triggerId ' +
    'revision version attemptNumber deleted disabled required isDefault enabled fragments constraints outdated'
  ).split(' '),
);

/** Titles of plugins and types, for which the sandbox has its own texts. */
const DOCUMENTED = /(\.(schema|results)\b.*|\w\[\d+\])\.(title|code)$/;

// The id of the operation during which a server failed.
const OPERATION = /operation_id=\w+/;
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?Z?$/;
const DURATION = /^P(?=.)(\d+[YMWD])*(T[\dHMS.]+)?$/;

/**
 * A recorded response as it was a moment earlier: if the history of a recorded state continues the actual one, the
 * actual state replaces it. Used if the recorder got a response at another moment than the sandbox returns it.
 */
export function asEarly(recorded: unknown, actual: unknown): unknown {
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    return recorded.map((each, index) => asEarly(each, actual[index]));
  }
  if (!isRecord(recorded) || !isRecord(actual)) return recorded;
  if (goesOn(recorded.histories, actual.histories)) return actual;
  return Object.fromEntries(
    Object.entries(recorded).map(([key, value]) => [key, asEarly(value, actual[key])]),
  );
}

function goesOn(recorded: unknown, actual: unknown): boolean {
  if (!Array.isArray(recorded) || !Array.isArray(actual) || actual.length === 0) return false;
  return actual.every((each, index) => each.state === recorded[index]?.state);
}

/** The differences between a recorded and a new value, one a line. */
export function differences(recorded: unknown, actual: unknown, ids: IdMap): string[] {
  return compare({ recorded, actual, path: '$', exact: false }, ids);
}

interface Pair {
  recorded: unknown;
  actual: unknown;
  path: string;
  exact: boolean;
}

function compare({ recorded, actual, path, exact }: Pair, ids: IdMap): string[] {
  const [wanted, got] = [kind(recorded), kind(actual)];
  if (wanted !== got)
    return [`${path}: ${got} instead of ${wanted} (${brief(actual)} for ${brief(recorded)})`];
  if (Array.isArray(recorded) && Array.isArray(actual)) return compareLists(recorded, actual, path, ids);
  if (isRecord(recorded) && isRecord(actual)) return compareRecords(recorded, actual, path, ids);
  if (typeof recorded === 'string' && typeof actual === 'string') {
    ids.learn(recorded, actual);
    if (exact && !same(ids.translate(recorded), actual))
      return [`${path}: ${brief(actual)} instead of ${brief(recorded)}`];
    return format(recorded) === format(actual)
      ? []
      : [`${path}: ${format(actual)} instead of ${format(recorded)}`];
  }
  return exact && recorded !== actual ? [`${path}: ${brief(actual)} instead of ${brief(recorded)}`] : [];
}

function compareLists(recorded: unknown[], actual: unknown[], path: string, ids: IdMap): string[] {
  if (recorded.length !== actual.length)
    return [`${path}: ${actual.length} items instead of ${recorded.length}`];
  if (path === PROBLEM_ENTRIES) {
    return compareLists(byDetail(recorded), byDetail(actual), `${path} by detail`, ids);
  }
  if (path === '$.edges') return compareLists(byEnds(recorded), byEnds(actual), `${path} by ends`, ids);
  return recorded.flatMap((each, index) =>
    compare({ recorded: each, actual: actual[index], path: `${path}[${index}]`, exact: false }, ids),
  );
}

// The entries of a problem may have any order.
const PROBLEM_ENTRIES = '$.errors';

// So may the edges of a graph. The nodes at their ends have their own ids.
function byEnds(edges: readonly unknown[]): unknown[] {
  const key = (edge: unknown) => {
    const { source, target } = isRecord(edge) ? edge : {};
    return `${source} ${target}`.replace(/-[0-9A-Za-z]{20,22}/g, '');
  };
  return [...edges].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function byDetail(entries: readonly unknown[]): unknown[] {
  const key = (entry: unknown) => String(isRecord(entry) ? entry.detail : entry);
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function compareRecords(
  recorded: Record<string, unknown>,
  actual: Record<string, unknown>,
  path: string,
  ids: IdMap,
) {
  const missing = Object.keys(recorded).filter((key) => !(key in actual));
  const extra = Object.keys(actual).filter((key) => !(key in recorded));
  const keys = [
    ...missing.map((key) => `${path}: ${key} is missing`),
    ...extra.map((key) => `${path}: ${key} is extra`),
  ];
  const common = Object.keys(recorded).filter((key) => key in actual);
  const values = common.flatMap((key) => {
    const of = (record: Record<string, unknown>) =>
      key === 'constraints' ? inOrder(record[key]) : record[key];
    return compare(
      {
        recorded: of(recorded),
        actual: of(actual),
        path: `${path}.${key}`,
        exact: EXACT.has(key) && !DOCUMENTED.test(`${path}.${key}`),
      },
      ids,
    );
  });
  return [...keys, ...values];
}

// One line for each violation, in any order.
function inOrder(constraints: unknown): unknown {
  const [start = '', ...rest] = String(constraints).split(/(?<=^Validation error: )/);
  const lines = (rest[0] ?? start).split('\n').filter((line) => line !== '');
  if (!lines.every((line) => /^\S+: must /.test(line))) return constraints;
  return `${rest.length > 0 ? start : ''}${lines.sort().join('\n')}`;
}

// A value that the recorder masked may be anything.
function same(recorded: string, actual: string): boolean {
  const parts = recorded.replace(OPERATION, 'operation_id=<masked>').split('<masked>');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  return parts.length === 1 ? recorded === actual : actual.startsWith(first) && actual.endsWith(last);
}

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function format(text: string): string {
  if (DATE.test(text)) return 'date';
  return DURATION.test(text) ? 'duration' : 'text';
}

const isRecord = (value: unknown): value is Record<string, unknown> => kind(value) === 'object';

const brief = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 120);
