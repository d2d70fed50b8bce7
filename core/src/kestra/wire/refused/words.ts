import { cutTo } from '../../../foundation/hidden.js';

/** What a failed response says. */
export interface Words {
  /** Kestra's own sentence. */
  said: string;
  /** Single violations, one per line. */
  details: string[];
  /** The last part of a problem document's `type`. */
  problem?: string | undefined;
  /** It gives no reason beyond the status. */
  bare?: boolean;
  /** It refuses single items of a bulk request. */
  bulk?: boolean;
  /** It is a web page, which Kestra's API never returns. */
  isPage?: boolean;
}

const LONGEST = 4_000;
/** Maximum number of single violations. */
const MOST = 50;
const LONGEST_LINE = 1_000;
const MOST_CHARACTERS = 20_000;

/** Reads a failed response according to its format: a problem document (2.0), the error format of 1.x, or text. */
export function readWords(body: string, contentType = ''): Words {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A proxy's web page does not help, but short plain text does.
    const isPage = body.trimStart().startsWith('<');
    return isPage ? { said: '', details: [], isPage } : { said: cut(body.trim()), details: [] };
  }
  if (typeof parsed === 'string') return { said: cut(parsed), details: [] };
  if (typeof parsed !== 'object' || parsed === null) return { said: '', details: [] };
  return isProblem(parsed, contentType) ? readProblem(parsed) : readEnvelope(parsed);
}

interface Problem {
  type?: unknown;
  title?: unknown;
  detail?: unknown;
  errors?: unknown;
  traceId?: unknown;
}

export function isProblemType(contentType: string): boolean {
  return /^application\/problem\+json\b/i.test(contentType);
}

/** True for a failure sent with a success status, as something in front of a server may do. */
export function isFailure(parsed: unknown): boolean {
  if (typeof parsed !== 'object' || parsed === null) return false;
  const { type, status, message, _links, _embedded } = parsed as Record<string, unknown>;
  const isKestras = slugOf(type) !== undefined && typeof status === 'number';
  return isKestras || (typeof message === 'string' && _links !== undefined && _embedded !== undefined);
}

function isProblem(parsed: { type?: unknown; status?: unknown }, contentType: string): boolean {
  if (isProblemType(contentType)) return true;
  return typeof parsed.type === 'string' && typeof parsed.status === 'number';
}

function readProblem({ type, title, detail, errors, traceId }: Problem): Words {
  const problem = slugOf(type);
  const bulk = problem === 'bulk-validation-failed';
  // Violations of rules for a whole flow have no path, so Kestra's text begins with ": ".
  const said = cut(clean(textOf(detail) || textOf(title)).replace(/^[:\s]+/, ''));
  const lines = rowsOf(errors).map((row) => (bulk ? refusedItem(row) : violation(row.path, row.detail)));
  const trace = textOf(traceId) && `traceId: ${textOf(traceId)}`;
  return {
    said,
    details: details([trace, ...lines], said),
    problem,
    bare: trace !== '' || said === textOf(title),
    bulk,
  };
}

/** `executions[abc]` or the bare id with the reason, in Kestra's words or by the type of the entry. */
function refusedItem({ path, detail, type }: Record<string, unknown>): string {
  const id = textOf(path).replace(/^\w+\[(.*)\]$/, '$1');
  const reason = textOf(detail) || (slugOf(type) ?? 'refused').replaceAll('-', ' ');
  return id === '' ? reason : `${id}: ${reason}`;
}

/** Only Kestra's own types. A `conflict` from another API may mean something else. */
const OF_KESTRA = /^https?:\/\/(?:[\w-]+\.)*kestra\.io\/(?:[\w.-]+\/)*problems\/([\w-]+)\/?$/;

function slugOf(type: unknown): string | undefined {
  return OF_KESTRA.exec(textOf(type))?.[1];
}

interface Envelope {
  message?: unknown;
  _embedded?: { errors?: unknown } | null;
  invalids?: unknown;
}

function readEnvelope({ message, _embedded, invalids }: Envelope): Words {
  const said = cut(clean(textOf(message)));
  const errors = rowsOf(_embedded?.errors).map(({ message, path }) => violation(path, message));
  const refused = rowsOf(invalids).map(
    ({ message, invalidValue }) => `${nameOf(invalidValue)}: ${textOf(message)}`,
  );
  return {
    said,
    details: details([...errors, ...refused], said),
    // Kestra's text for a route that does not exist.
    bare: said === 'Not Found',
    bulk: refused.length > 0,
  };
}

function nameOf(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item);
}

/** Places that do not help: the whole YAML, or a chain of Java classes. */
const NO_PLACE = /^yaml$|->|\["|^(?:io|java|com|org)\.\w+\.\w/;

/** A violation with its place, unless the text begins with that place. */
function violation(path: unknown, text: unknown): string {
  const place = NO_PLACE.test(textOf(path)) ? '' : textOf(path);
  const line = clean(textOf(text));
  if (place === '' || line === '') return place || line;
  return line.startsWith(place) ? line : `${place}: ${line}`;
}

/** Removes details of Kestra's internals. */
function clean(text: string): string {
  return text
    .replaceAll(/\s*at \[Source: UNKNOWN; byte offset: #UNKNOWN\]/g, '')
    .replaceAll(/\s*\(through reference chain: .*$/gm, '')
    .trim();
}

/**
 * The lines without duplicates and without those already in the sentence. Of too many, the first ones and the number of
 * the rest.
 */
function details(lines: readonly string[], said: string): string[] {
  const wanted = lines.filter((line) => line !== '' && !said.includes(line));
  const news = [...new Set(wanted.map((line) => cut(line, LONGEST_LINE)))];
  let size = 0;
  const kept = news.slice(0, MOST).filter((line) => {
    size += line.length;
    return size <= MOST_CHARACTERS;
  });
  const left = news.length - kept.length;
  return left > 0 ? [...kept, `and ${left} more`] : kept;
}

function rowsOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function cut(text: string, longest = LONGEST): string {
  return cutTo(longest, text);
}

/** All characters that a program may show as a line end. */
const LINE_ENDS = /(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])\s*/g;

/**
 * Kestra's text for use in the server's own. Marks each further line, so that none can pass for a line of the server.
 */
export function quotedLines(text: string): string {
  return text.trim().replace(LINE_ENDS, '\n  | ');
}
