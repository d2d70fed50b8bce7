import {
  answers,
  breaksOff,
  drips,
  floods,
  isDeep,
  isSilent,
  recordedAnswer,
  resets,
} from '../../support/faults/answers.js';
import type { Answer, Fault } from '../../support/faults/faulty-kestra.js';

/** A fault of Kestra or the network, and what a call then says. */
export interface Row {
  name: string;
  fault: Fault;
  /** What happened. */
  says: RegExp;
  /** What to do. */
  next: RegExp;
  /** Whether a changing request was carried out is unknown, and the error says so. */
  open?: boolean;
  /** How often a read is sent. Default: once. */
  tries?: number;
  /** It takes until `TIME_LIMIT`. */
  slow?: boolean;
}

/** The time limit of a request in milliseconds, shortened from 30 s. */
export const TIME_LIMIT = 1_500;

const JSON_TYPE = 'application/json';
const WAIT = { 'retry-after': '1' };

/** A problem document of Kestra 2.0, for a status without a recording. */
function problem(slug: string, status: number, headers: Record<string, string> = {}): Answer {
  const type = `https://kestra.io/docs/api-reference/problems/${slug}`;
  const text = JSON.stringify({ type, title: 'A problem', status, detail: 'Not this time.' });
  return { status, text, type: 'application/problem+json', headers };
}
const envelope = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers },
  json: { message, _links: {}, _embedded: { errors: [{ message }] } },
});

const UNAUTHORIZED = /The request was sent with the user name and password from KESTRA_USERNAME/;
const FORBIDDEN = /Ask an administrator for a role/;
const LATER = /Wait a little before the next call\.( The response asks you to wait 1 s\.)?$/;

/** By status and format: the envelope of 1.x, and the problem document of 2.0. */
const REFUSALS: readonly Row[] = [
  row(
    '401 of 1.x',
    recordedAnswer('flows search with wrong password', '1.3-oss'),
    /answered 401/,
    UNAUTHORIZED,
  ),
  row(
    '401 of 2.0',
    recordedAnswer('flows search with wrong password', '2.0-oss'),
    /answered 401/,
    UNAUTHORIZED,
  ),
  row('403 of 1.x', envelope(403, 'Forbidden'), /answered 403 .*: Forbidden/, FORBIDDEN),
  row('403 of 2.0', problem('forbidden', 403), /answered 403 .*: Not this time/, FORBIDDEN),
  row(
    '404 of 1.x',
    recordedAnswer('get flow, unknown', '1.3-oss'),
    /answered 404/,
    /list or search first to see what exists/,
  ),
  row('404 of 2.0', recordedAnswer('update flow, unknown', '2.0-oss'), /answered 404/, /list or search/),
  row('409 of 1.x', recordedAnswer('unlock trigger', '1.3-oss'), /answered 409 .*not locked/, /first/),
  row('409 of 2.0', problem('conflict', 409), /answered 409 .*: Not this time/, /first/),
  row(
    '422 of 1.x',
    recordedAnswer('search flows, page 0', '1.3-oss'),
    /answered 422/,
    /greater than or equal to 1/,
  ),
  row('422 of 2.0', problem('invalid-entity', 422), /answered 422/, /Not this time/),
  { ...row('429 of 1.x', envelope(429, 'Too Many'), /answered 429/, LATER), tries: 3 },
  { ...row('429 of 2.0', problem('too-many-requests', 429), /answered 429/, LATER), tries: 3 },
  row(
    '500 of 1.x',
    envelope(500, 'Internal server error: x'),
    /answered 500 .*: Internal/,
    /log for the cause/,
  ),
  row('500 of 2.0', problem('internal-error', 500), /answered 500/, /log for the cause/),
  { ...row('503 of 1.x', { status: 503, text: 'busy' }, /answered 503/, /again in a minute/), tries: 3 },
  {
    ...row('503 of 2.0', problem('service-unavailable', 503), /answered 503/, /again in a minute/),
    tries: 3,
  },
];

/** With `Retry-After`, a read waits that long and is sent again. A write fails immediately. */
export const WAITS: readonly Row[] = [
  row('429 of 1.x, and when', envelope(429, 'Too Many', WAIT), /answered 429/, LATER),
  row('429 of 2.0, and when', problem('too-many-requests', 429, WAIT), /answered 429/, LATER),
  row(
    '503, and when',
    { status: 503, text: 'busy', headers: WAIT },
    /answered 503/,
    /minute\. The response asks you to wait 1 s\.$/,
  ),
];

const BROKEN: readonly Row[] = [
  {
    name: 'a reset',
    fault: resets,
    tries: 3,
    open: true,
    says: /cannot be reached .* closed \(/,
    next: /https/,
  },
  ...(['reset', 'end'] as const).map((how) => ({
    ...{ name: `half an answer, then ${how}`, fault: breaksOff(how), open: true },
    ...{ says: /^Kestra's response to \w+ \S+ broke off/, next: /Try again|Check before you repeat it/ },
  })),
  { ...row('502', html(502), /answered 502/, /what is in front of Kestra/), tries: 3, open: true },
  { ...row('a web page', html(200), /is not JSON but a web page/, /proxy or login page/), open: true },
  {
    ...row(
      'JSON that ends',
      { type: JSON_TYPE, text: '[{"id":"a' },
      /is not JSON, although/,
      /Check that \S+ is the/,
    ),
    open: true,
  },
  ...(['[', '{"a":'] as const).map((open) => ({
    ...{ name: `a million times ${open}`, fault: isDeep(1_000_000, open), open: true },
    ...{ says: /nested more than 1000 levels/, next: /UI|Check before/ },
  })),
  ...[{}, { 'content-length': '100000004' }].map((head) => ({
    ...{ name: `100 MB ${JSON.stringify(head)}`, fault: floods(100_000_000, head), open: true },
    ...{ says: /larger than 10 MB/, next: /UI|Check before/ },
  })),
];

const LATE = {
  slow: true,
  says: /did not answer .* within 1\.5 s/,
  next: /set kestra\.timeoutMs/,
  open: true,
};
const SLOW: readonly Row[] = [
  { name: 'silence', fault: isSilent, ...LATE },
  { name: 'a byte a second', fault: drips('head'), ...LATE },
  { name: 'a byte of the body a second', fault: drips('body'), ...LATE },
];

export const ROWS: readonly Row[] = [...REFUSALS, ...BROKEN, ...SLOW];

function row(name: string, answer: Answer, says: RegExp, next: RegExp): Row {
  return { name, fault: answers(answer), says, next };
}

function html(status: number): Answer {
  return { status, type: 'text/html', text: '<html><body>Please log in</body></html>' };
}
