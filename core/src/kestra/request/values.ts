import type { ClientRequest, RequestFilter } from './client-request.js';

const OPERATORS: ReadonlySet<unknown> = new Set([
  ...['EQUALS', 'NOT_EQUALS', 'IN', 'PREFIX', 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH'],
  ...['GREATER_THAN', 'GREATER_THAN_OR_EQUAL_TO', 'LESS_THAN', 'LESS_THAN_OR_EQUAL_TO'],
]);
const FIELD = /^[A-Za-z][\w.-]{0,99}$/;

/** Describes a wrong value in a request that only TypeScript would catch. Undefined if all values are right. */
export function wrongValue({ query, filters, yaml, form, timeoutMs }: ClientRequest): string | undefined {
  if (yaml !== undefined && typeof yaml !== 'string') return 'its `yaml` is not text';
  if (form !== undefined && !(Array.isArray(form) && form.every(isPart)))
    return 'its `form` is not a list of parts { name, content } with text or bytes as content';
  if (timeoutMs !== undefined && !(Number.isFinite(timeoutMs) && timeoutMs > 0))
    return 'its `timeoutMs` is not a number above 0';
  const odd = Object.entries(query ?? {}).find(([, value]) => ![value].flat().every(isSendable));
  if (odd !== undefined) return `its query has "${odd[0]}", which is not text, a number or a boolean`;
  if (filters === undefined) return undefined;
  return Array.isArray(filters) ? wrongFilter(filters as readonly unknown[]) : 'its `filters` are not a list';
}

function isPart(part: unknown): boolean {
  const { name, content } = (part ?? {}) as Record<string, unknown>;
  return typeof name === 'string' && (typeof content === 'string' || content instanceof Uint8Array);
}

function isSendable(value: unknown): boolean {
  return value === undefined || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

/** A condition must not be dropped or sent as another one: the search would find things that nobody asked for. */
function wrongFilter(filters: readonly unknown[]): string | undefined {
  const before = new Set<string>();
  for (const filter of filters) {
    if (!Array.isArray(filter) || !FIELD.test(String(filter[0])) || !OPERATORS.has(filter[1]))
      return `its filter ${shown(filter)} is not [field, operator, value]`;
    const [field, operator, value] = filter as unknown as RequestFilter;
    if (value === undefined && filter.length === 3) continue;
    if (!isCondition(field, operator, value))
      return `its filter ${shown(filter)} has no value to compare with`;
    const name = `${field} ${operator}`;
    if (before.has(name)) return `it has two filters ${name}, and Kestra would use only one of them`;
    before.add(name);
  }
  return undefined;
}

function isCondition(field: string, operator: string, value: unknown): boolean {
  if (operator === 'IN')
    return (
      Array.isArray(value) && value.length > 0 && value.every((each) => isWord(each) && !each.includes(','))
    );
  if (field !== 'labels' || operator !== 'EQUALS') return isWord(value);
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((each) => typeof each === 'string')
  );
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function shown(filter: unknown): string {
  return (JSON.stringify(filter) ?? 'nothing').slice(0, 100);
}
