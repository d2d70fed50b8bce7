import { wantsHttps } from '../address/other-scheme.js';
import type { KestraConfig } from '../settings.js';
import { type KestraError, NotJsonError, TooLargeError } from './errors.js';
import { orMaybeDone } from './failure.js';
import { type Problem, problemNamed, problemOf, REFUSED } from './refused/problems.js';
import { hintOfSent, type Sent } from './refused/sent-hint.js';
import { quotedLines, readWords } from './refused/words.js';
import { type KestraRequest, requestName } from './request.js';

/** What is known about a refused request, apart from its response. */
export interface Asked {
  credentials: string;
  /** What to do next, by status, for routes that know more than the general hint. */
  hints: Readonly<Record<number, string>>;
  /** The address that it was sent to. */
  baseUrl?: string;
  sent?: Sent;
}

/** The status, body and content type of a failed response. */
export interface Refusal {
  status: number;
  body: string;
  contentType?: string | undefined;
  /** The `Retry-After` header: seconds or a date. */
  retryAfter?: string | undefined;
}

export function refusalOf({ status, headers }: Response, body: string): Refusal {
  const retryAfter = headers.get('retry-after') ?? undefined;
  return { status, body, contentType: headers.get('content-type') ?? undefined, retryAfter };
}

const PAGE =
  'The response is a web page that does not come from Kestra. Check KESTRA_BASE_URL and what is in front of Kestra, such as a proxy or a login page.';
/** A proxy may also send these statuses, with the same meaning. */
const OF_PROXIES: ReadonlySet<number> = new Set([401, 413, 429, 503, 504]);

/** The error for a failed response: by its problem type if it names one, otherwise by its status. */
export function errorFromAnswer(
  request: string,
  { status, body, contentType, retryAfter }: Refusal,
  asked: Asked,
): KestraError {
  const words = readWords(body, contentType);
  const { said, details, problem } = words;
  const named = problemNamed(words.bulk ? 'bulk-validation-failed' : problem);
  const isPage = (words.isPage ?? false) && !OF_PROXIES.has(status);
  // If a proxy does not have a page, that says nothing about what Kestra has.
  const kind = named ?? (isPage && status === 404 ? REFUSED : problemOf(status));
  // A route's hint for a status does not apply to the rarer problems with the same status.
  const own = named === undefined || named.status === status ? asked.hints[status] : undefined;
  const usual =
    own ?? hintOfSent(request, status, words, asked.sent ?? {}) ?? ((words.bare && kind.bare) || kind.hint);
  const other = wantsHttps(status, body, asked.baseUrl ?? '');
  const hint = other ?? (isPage ? PAGE : withWait(usual, kind, retryAfter));
  return new kind.make(
    kind.code,
    `Kestra answered ${status} to ${request}${said === '' ? '.' : `: ${quotedLines(said)}`}`,
    {
      status,
      said,
      details: details.map(quotedLines),
      problem,
      hint: kind.code === 'KMCP_UNAUTHORIZED' ? `The request was sent with ${asked.credentials}.` : hint,
    },
  );
}

/** Statuses that pass without a change to the request. */
const WAITING: ReadonlySet<number> = new Set([413, 423, 429, 503]);

function withWait(hint: string | undefined, { status = 0 }: Problem, retryAfter = ''): string | undefined {
  const given = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1_000;
  const seconds = Math.ceil(given);
  if (!WAITING.has(status) || !(seconds > 0)) return hint;
  return [hint, `The response asks you to wait ${seconds} s.`].filter(Boolean).join(' ');
}

/** The error for a response that does not come from an API. */
export function notJson(
  request: string,
  what: string,
  { baseUrl, cause }: { baseUrl: string; cause?: unknown },
): NotJsonError {
  const found = /\bjson\b/i.test(what) ? `, although its content type is ${what}` : ` but ${what}`;
  return new NotJsonError('KMCP_NOT_JSON', `The response to ${request} is not JSON${found}.`, {
    hint: `Check that ${baseUrl} is the address of Kestra's API, without a proxy or login page in front of it.`,
    cause,
  });
}

/** The maximum depth of Kestra's own JSON parser. */
const DEEPEST = 1_000;

/**
 * Parses the JSON of a response. Refuses values nested deeper than Kestra's own parser allows, because the functions
 * that process them are recursive and would fail without a useful message.
 */
export function jsonOfAnswer(
  { text, contentType }: { text: string; contentType: string },
  request: KestraRequest,
  config: KestraConfig,
): unknown {
  const name = requestName(request, config);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const { baseUrl } = config;
    throw orMaybeDone(notJson(name, contentType || 'content without a type', { baseUrl, cause }), request);
  }
  // Each level takes at least two characters.
  if (text.length <= 2 * DEEPEST || !isDeeper(value, DEEPEST)) return value;
  const what = `Kestra's response to ${name} is nested more than ${DEEPEST} levels deep and cannot be processed.`;
  throw orMaybeDone(new TooLargeError('KMCP_TOO_LARGE', what), request);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.some((member) => isDeeper(member, levels - 1));
}

/** Parses the data of an event in a stream. */
export function jsonOfEvent<T extends object>(data: string): T {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value === 'object' && value !== null) return value as T;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new NotJsonError('KMCP_NOT_JSON', "An event in Kestra's stream is not valid JSON.", {
    hint: 'Read what is stored instead of following the stream. Something in front of Kestra, such as a proxy, may change it.',
  });
}
