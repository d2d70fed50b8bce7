import { cutTo } from '../../foundation/hidden.js';

/** What a failing answer says. */
export interface Words {
  /** Kestra's own sentence. */
  said: string;
  /** Single violations, one line each. */
  details: string[];
  /** The last part of a problem document's `type`. */
  problem?: string | undefined;
  /** It gives no reason, only what the status says as well. */
  bare?: boolean;
  /** Single things of a bulk request are refused. */
  bulk?: boolean;
  /** It is a web page, which is not of Kestra's API. */
  isPage?: boolean;
}

const LONGEST = 4_000;
/** Of the single violations. */
const MOST = 50;
const LONGEST_LINE = 1_000;
const MOST_CHARACTERS = 20_000;

/** Reads a failing answer by what it is: a problem document (2.0), the envelope of 1.x, or text. */
export function readWords(body: string, contentType = ''): Words {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    // A web page from a proxy says nothing that helps; short plain text does.
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

/** A failure that was sent with the status of a success, as what stands before a server may do. */
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
  // Rules of a whole flow have no path, and Kestra puts their place as ": ".
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

/** `executions[abc]` or the bare id, and why: in Kestra's words, or by the type of the entry. */
function refusedItem({ path, detail, type }: Record<string, unknown>): string {
  const id = textOf(path).replace(/^\w+\[(.*)\]$/, '$1');
  const reason = textOf(detail) || (slugOf(type) ?? 'refused').replaceAll('-', ' ');
  return id === '' ? reason : `${id}: ${reason}`;
}

/** Kestra's types alone: what others call `conflict` may be something else. */
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
    // Of a route that is not there.
    bare: said === 'Not Found',
    bulk: refused.length > 0,
  };
}

function nameOf(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item);
}

/** No place that helps: the whole YAML, or a chain of Java classes. */
const NO_PLACE = /^yaml$|->|\["|^(?:io|java|com|org)\.\w+\.\w/;

/** A violation with its place, unless the text begins with it. */
function violation(path: unknown, text: unknown): string {
  const place = NO_PLACE.test(textOf(path)) ? '' : textOf(path);
  const line = clean(textOf(text));
  if (place === '' || line === '') return place || line;
  return line.startsWith(place) ? line : `${place}: ${line}`;
}

/** Without what is of Kestra's insides. */
function clean(text: string): string {
  return text
    .replaceAll(/\s*at \[Source: UNKNOWN; byte offset: #UNKNOWN\]/g, '')
    .replaceAll(/\s*\(through reference chain: .*$/gm, '')
    .trim();
}

/** Each once, and none that the sentence before has; of too many the first, and how many there are more. */
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

/** Where a line of a text may end, for whoever shows it. */
const LINE_ENDS = /(?:\r\n|[\n\r\v\f\u0085\u2028\u2029])\s*/g;

/** What Kestra says, for a text of ours: further lines are marked as its own, so that none passes for one of the host's. */
export function quotedLines(text: string): string {
  return text.trim().replace(LINE_ENDS, '\n  | ');
}
