import { didYouMean, InputError } from '@kestra-mcp/core';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

/** Most ids that an error names. */
const SHOWN = 15;
/** The order in which sections are searched when several things have the same id. */
const ORDER = ['tasks', 'errors', 'finally', 'afterExecution', 'triggers'];

/** The lines of a task, counted from 1, and its path in the flow, such as `tasks[2].then[0]`. */
export interface Place {
  first: number;
  last: number;
  path: string;
}

interface Found extends Omit<Place, 'first' | 'last'> {
  id: string;
  start: number;
  end: number;
}

/**
 * Finds the lines of the task, trigger or input with an id, with the comments right above it. Tasks may be nested, or be
 * in `errors`, `finally` or `afterExecution`. Throws an InputError that names the nearest ids if nothing has the id.
 */
export function taskLines(source: string, id: string): Place {
  // A lone CR ends a line in YAML 1.1. The replacement keeps all positions.
  const text = source.replace(/\r(?!\n)/g, '\n');
  const { contents } = parseDocument(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
  const all = [...thingsIn(contents, '')].sort((a, b) => rank(a) - rank(b));
  const found = all.find((thing) => thing.id === id);
  if (found === undefined) throw unknown(id, [...new Set(all.map((thing) => thing.id))]);
  return { ...around(source, found), path: found.path };
}

function rank({ path }: Found): number {
  const at = ORDER.indexOf(/^\w+/.exec(path)?.[0] ?? '');
  return at < 0 ? ORDER.length : at;
}

/** Everything that has an id, except the flow itself, in the order of the source. */
function* thingsIn(node: unknown, path: string): Generator<Found> {
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) yield* thingsIn(item, `${path}[${index}]`);
  } else if (isMap(node)) {
    const id = node.get('id', true);
    const { range } = node as Node;
    if (path !== '' && isScalar(id) && id.value !== null && range)
      yield { id: textOf(id.source, id.value), path, start: range[0], end: range[1] };
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      yield* thingsIn(value, path === '' ? name : `${path}.${name}`);
    }
  }
}

/** Converts to text as Kestra does: `off` becomes "false", a number stays as written. */
function textOf(source: string | undefined, value: unknown): string {
  return typeof value === 'boolean' ? String(value) : (source ?? String(value));
}

function unknown(id: string, ids: readonly string[]): InputError {
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  const there = ids.length > 0 ? ` It has: ${ids.slice(0, SHOWN).join(', ')}${more}.` : '';
  return new InputError(`The flow has no task or trigger "${id}".${didYouMean(id, ids)}${there}`);
}

/** The lines of a thing, with its own comments above and below. */
function around(source: string, { start, end }: Found): { first: number; last: number } {
  const lines = source.split('\n');
  const lineOf = (at: number) => source.slice(0, at).split('\n').length - 1;
  // The range may end where the next thing begins.
  let last = lineOf(Math.max(start, source.slice(start, end).trimEnd().length + start - 1));
  let first = lineOf(start);
  const column = start - (source.lastIndexOf('\n', start - 1) + 1);
  const dash = /^\s*- /.test(lines[first] ?? '') ? (lines[first] ?? '').indexOf('-') : column;
  while (first > 0 && /^\s*-(?:\s+[&!]\S+)*\s*$/.test(lines[first - 1] ?? '')) first -= 1;
  // A deeper indent belongs to the task before.
  while (first > 0 && isComment(lines[first - 1], (indent) => indent <= dash)) first -= 1;
  for (let next = last + 1; next < lines.length; next += 1) {
    if (isComment(lines[next], (indent) => indent > dash)) last = next;
    else if ((lines[next] ?? '').trim() !== '') break;
  }
  return { first: first + 1, last: last + 1 };
}

function isComment(line: string | undefined, isOwn: (indent: number) => boolean): boolean {
  const indent = /^( *)#/.exec(line ?? '')?.[1]?.length;
  return indent !== undefined && isOwn(indent);
}
