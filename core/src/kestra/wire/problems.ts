import type { ErrorCode } from '../../foundation/errors.js';
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  KestraError,
  LockedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  TimedOutError,
  UnauthorizedError,
} from './errors.js';

/** What a failure of Kestra is to us. */
export interface Problem {
  make: typeof KestraError;
  code: ErrorCode;
  /** The status that stands for it where an answer names no type, or one that is not known here. */
  status?: number;
  /** What to do next. */
  hint?: string;
  /** The same, where Kestra gives no reason. */
  bare?: string;
  /** It may pass with the next try. */
  passes?: true;
}

const INVALID = { make: InvalidError, code: 'KMCP_INVALID' } as const;
const FORBIDDEN = { make: ForbiddenError, code: 'KMCP_FORBIDDEN' } as const;
const CONFLICT = { make: ConflictError, code: 'KMCP_CONFLICT' } as const;
const LOCKED = { make: LockedError, code: 'KMCP_LOCKED' } as const;
const NOT_FOUND = { make: NotFoundError, code: 'KMCP_NOT_FOUND' } as const;
const SERVER = { make: ServerError, code: 'KMCP_SERVER_ERROR' } as const;
/** For a status that no row is for. */
export const REFUSED: Problem = { make: KestraError, code: 'KMCP_REFUSED' };

const CHECK_IDS = 'Check the ids: list or search what is there first.';
const CHECK_VERSION =
  'This version or edition of Kestra takes no such request. If kestra.version is set, it must be the version of this Kestra.';
const CHECK_LOG = "Kestra's own log has the cause.";
const CHECK_FORM =
  'Kestra does not say why. Check the form of each value: a date with a time needs an offset, such as Z or +01:00.';

/** Every type of problem that Kestra 2.0 knows, by the last part of its `type`. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  'bad-request': { ...INVALID, status: 400 },
  'invalid-query-parameter': INVALID,
  'invalid-query-filters': INVALID,
  'bulk-validation-failed': {
    ...INVALID,
    hint: 'Nothing was done at all: leave out those named, and ask again.',
  },
  'invalid-credentials': INVALID,
  unauthenticated: { make: UnauthorizedError, code: 'KMCP_UNAUTHORIZED', status: 401 },
  forbidden: {
    ...FORBIDDEN,
    status: 403,
    hint: 'The credentials are valid but lack the permission: ask an administrator for a role that has it.',
  },
  'feature-disabled': {
    ...FORBIDDEN,
    hint: 'The licence of this Kestra lacks the feature, or has run out: ask an administrator.',
  },
  'license-limit-exceeded': {
    ...FORBIDDEN,
    hint: 'The licence of this Kestra is at its limit: ask an administrator.',
  },
  'policy-violation': {
    ...FORBIDDEN,
    hint: 'A policy of this Kestra forbids it: change what it names, or ask an administrator.',
  },
  'not-found': {
    ...NOT_FOUND,
    status: 404,
    hint: CHECK_IDS,
    bare: `${CHECK_IDS} If they are right, this version or edition of Kestra may lack the route.`,
  },
  'method-not-allowed': { ...REFUSED, status: 405, hint: CHECK_VERSION },
  'not-acceptable': { ...REFUSED, status: 406, hint: CHECK_VERSION },
  conflict: {
    ...CONFLICT,
    status: 409,
    hint: 'Read its present state first: it does not allow this.',
  },
  'entity-already-exists': { ...CONFLICT, hint: 'Take another id, or update what is there.' },
  'resource-expired': {
    ...NOT_FOUND,
    status: 410,
    hint: 'It was there, and has expired. Write it anew if it is still needed.',
  },
  'payload-too-large': {
    ...INVALID,
    status: 413,
    hint: 'Send less at once; an administrator can raise the limit of Kestra or of the proxy before it.',
  },
  'unsupported-media-type': { ...REFUSED, status: 415, hint: CHECK_VERSION },
  'invalid-entity': { ...INVALID, status: 422 },
  'validation-failed': INVALID,
  'invalid-argument': {
    ...INVALID,
    bare: 'Kestra does not say which value it means. Check numbers, values of a fixed list such as states and levels, dates with a time, which need an offset (Z or +01:00), and that a file is sent as one.',
  },
  'invalid-json': { ...INVALID, bare: CHECK_FORM },
  'invalid-format': { ...INVALID, bare: CHECK_FORM },
  'invalid-request-body': INVALID,
  'invalid-plugin-type': { ...INVALID, hint: 'Check the type: this Kestra may lack the plugin.' },
  'password-policy-violation': INVALID,
  'app-error': { ...INVALID, hint: 'The app itself refuses: check its definition and its state.' },
  'ai-request-failed': {
    ...REFUSED,
    hint: 'Does the AI provider work that is configured in Kestra (kestra.ai)? If so, ask in other words.',
  },
  locked: { ...LOCKED, status: 423, hint: 'Something else holds it: try again later.' },
  'resource-leased': { ...LOCKED, hint: 'Another user edits it: try again when that has ended.' },
  'too-many-requests': {
    make: RateLimitedError,
    code: 'KMCP_RATE_LIMITED',
    status: 429,
    hint: 'Wait a little before the next call.',
    passes: true,
  },
  'internal-error': {
    ...SERVER,
    status: 500,
    hint: CHECK_LOG,
    bare: `${CHECK_LOG} Check first what it refuses without a word: a date without an offset (Z or +01:00), a file moved onto another, a task run that is not there.`,
  },
  'service-unavailable': {
    ...SERVER,
    status: 503,
    hint: 'Kestra is starting, stopping or overloaded: try again in a minute.',
    passes: true,
  },
  'migration-required': {
    ...SERVER,
    hint: "Kestra's database has to be migrated first, by an administrator: trying again does not help.",
  },
  timeout: {
    make: TimedOutError,
    code: 'KMCP_TIMED_OUT',
    status: 504,
    hint: 'Kestra did not finish in time and may still do it: look before you repeat it.',
    passes: true,
  },
};

const BY_STATUS = new Map(
  Object.values(PROBLEMS).flatMap((problem) => (problem.status ? [[problem.status, problem] as const] : [])),
);
const ANY_SERVER: Problem = { ...SERVER, hint: CHECK_LOG };

/** The row of a type, if it is known. */
export function problemNamed(slug: string | undefined): Problem | undefined {
  return slug !== undefined && Object.hasOwn(PROBLEMS, slug) ? PROBLEMS[slug] : undefined;
}

/** The row that stands for a status. */
export function problemOf(status: number): Problem {
  return BY_STATUS.get(status) ?? (status >= 500 ? ANY_SERVER : REFUSED);
}
