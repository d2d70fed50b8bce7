import { filterFault } from './filters.js';
import { belongs } from './ids.js';
import { match, type Table } from './operations.js';
import type { Recorded } from './recorder.js';
import { type Operation, type Shape, type Version } from './tables.js';

/** Checks a request against the table of a version. Returns one line for each fault. */
export async function faults(request: Recorded, table: Table, version: Version): Promise<string[]> {
  const { method, path } = request;
  const found = match(table, method, path);
  if (found === undefined) return [`${method} ${path}: ${version} has no such route`];
  const { name, operation, values } = found;
  const misplaced = Object.entries(values)
    .filter(([place, value]) => !belongs(name, place, value))
    .map(([place, value]) => `"${value}" stands in the place {${place}}`);
  const all = [
    ...misplaced,
    ...queryFaults(request, operation, version),
    ...(await bodyFaults(request, operation)),
  ];
  return all.map((fault) => `${method} ${path} (${name}): ${fault}`);
}

function queryFaults({ query }: Recorded, operation: Operation, version: Version): string[] {
  const known = new Map((operation.query ?? []).map((entry) => [/^\w+/.exec(entry)?.[0], entry]));
  const filters = query.map(([name]) => name).filter((name) => name.startsWith('filters'));
  return query.flatMap(([name]) => {
    const entry = known.get(name.replace(/\[.*$/, ''));
    if (entry === undefined) return [`it knows no query parameter "${name}"`];
    if (filters.includes(name)) return filterFault(name, version) ?? [];
    // Kestra ignores the old parameters if filters are present.
    return entry.endsWith('deprecated') && filters.length > 0 ? [`"${name}" is ignored beside filters`] : [];
  });
}

async function bodyFaults(
  { headers, body }: Recorded,
  { body: shapes, bodyRequired = [] }: Operation,
): Promise<string[]> {
  const type = headers['content-type'];
  if (body.length === 0 && type === undefined) {
    return bodyRequired.length > 0 ? [`it needs a body with ${bodyRequired.join(', ')}`] : [];
  }
  const kind = type?.split(';')[0]?.trim() ?? 'no content type';
  const shape = shapes?.[kind] ?? shapes?.['*/*'];
  if (shape === undefined)
    return [`it takes no body of ${kind}, only of ${Object.keys(shapes ?? {}).join(', ') || 'none'}`];
  if (kind === 'multipart/form-data') return partFaults(await partNames(type ?? '', body), shape);
  if (kind !== 'application/json') return [];
  const json = JSON.parse(body.toString()) as unknown;
  const missing = bodyRequired.filter((member) => !Object.hasOwn(json as object, member));
  return [...missing.map((member) => `the body lacks "${member}"`), ...shapeFaults(json, shape, 'the body')];
}

async function partNames(type: string, body: Buffer): Promise<string[]> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return [...form.keys()];
}

/** `arrayOf` allows parts with any name, such as the inputs of an execution. */
function partFaults(names: readonly string[], shape: Shape): string[] {
  if (typeof shape === 'string' || Object.hasOwn(shape, 'arrayOf')) return [];
  return names
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => `the form knows no part "${name}"`);
}

function shapeFaults(value: unknown, shape: Shape, place: string): string[] {
  if (typeof shape === 'string') {
    return typeOf(value) === shape ? [] : [`${place} is ${typeOf(value)}, not ${shape}`];
  }
  if (shape.arrayOf !== undefined) {
    const item = shape.arrayOf;
    if (!Array.isArray(value)) return [`${place} is ${typeOf(value)}, not an array`];
    return value.flatMap((each, index) => shapeFaults(each, item, `${place}[${index}]`));
  }
  if (typeOf(value) !== 'object') return [`${place} is ${typeOf(value)}, not an object`];
  return Object.entries(value as object).flatMap(([member, inner]) => {
    const known = shape[member];
    if (known === undefined) return [`${place} knows no member "${member}"`];
    return shapeFaults(inner, known, `${place}.${member}`);
  });
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
