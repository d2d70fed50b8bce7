import type { ErrorCode } from '../../../foundation/errors.js';
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
} from '../errors.js';
import { NO_ROUTE } from './sent-hint.js';

/** How the client handles a failure that Kestra reports. */
export interface Problem {
  make: typeof KestraError;
  code: ErrorCode;
  /** Use this row for the status if a response names no type or an unknown one. */
  status?: number;
  /** What to do next. */
  hint?: string;
  /** What to do next if Kestra gives no reason. */
  bare?: string;
  /** Trying again may help. */
  passes?: true;
}

const INVALID = { make: InvalidError, code: 'KMCP_INVALID' } as const;
const FORBIDDEN = { make: ForbiddenError, code: 'KMCP_FORBIDDEN' } as const;
const CONFLICT = { make: ConflictError, code: 'KMCP_CONFLICT' } as const;
const LOCKED = { make: LockedError, code: 'KMCP_LOCKED' } as const;
const NOT_FOUND = { make: NotFoundError, code: 'KMCP_NOT_FOUND' } as const;
const SERVER = { make: ServerError, code: 'KMCP_SERVER_ERROR' } as const;
/** For a status without a row. */
export const REFUSED: Problem = { make: KestraError, code: 'KMCP_REFUSED' };

const CHECK_ID = 'Check the id: list or search first to see what exists.';
const CHECK_VERSION =
  'This version or edition of Kestra does not accept this request. If kestra.version is set, it must be the version of this instance.';
const CHECK_LOG = "See Kestra's log for the cause.";
const CHECK_FORM =
  'Kestra does not say why. Check the format of each value: a date with a time needs an offset, such as Z or +01:00.';

/** All problem types of Kestra 2.0, by the last part of their `type`. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  'bad-request': { ...INVALID, status: 400 },
  'invalid-query-parameter': INVALID,
  'invalid-query-filters': INVALID,
  'bulk-validation-failed': {
    ...INVALID,
    hint: 'Nothing was done. Leave out the items named here and try again.',
  },
  'invalid-credentials': INVALID,
  unauthenticated: { make: UnauthorizedError, code: 'KMCP_UNAUTHORIZED', status: 401 },
  forbidden: {
    ...FORBIDDEN,
    status: 403,
    hint: 'The credentials are valid but lack the permission. Ask an administrator for a role that has it.',
  },
  'feature-disabled': {
    ...FORBIDDEN,
    hint: 'The license of this Kestra instance does not include the feature, or has expired. Ask an administrator.',
  },
  'license-limit-exceeded': {
    ...FORBIDDEN,
    hint: 'The license of this Kestra instance has reached its limit. Ask an administrator.',
  },
  'policy-violation': {
    ...FORBIDDEN,
    hint: 'A policy of this Kestra instance forbids it. Change what the policy names, or ask an administrator.',
  },
  'not-found': {
    ...NOT_FOUND,
    status: 404,
    hint: CHECK_ID,
    bare: `${CHECK_ID} ${NO_ROUTE}`,
  },
  'method-not-allowed': { ...REFUSED, status: 405, hint: CHECK_VERSION },
  'not-acceptable': { ...REFUSED, status: 406, hint: CHECK_VERSION },
  conflict: {
    ...CONFLICT,
    status: 409,
    hint: 'Its current state does not allow this. Read the state first.',
  },
  'entity-already-exists': { ...CONFLICT, hint: 'Choose another id, or update the existing one.' },
  'resource-expired': {
    ...NOT_FOUND,
    status: 410,
    hint: 'It existed but has expired. Create it again if you still need it.',
  },
  'payload-too-large': {
    ...INVALID,
    status: 413,
    hint: 'Send less at a time. An administrator can raise the limit of Kestra or of the proxy in front of it.',
  },
  'unsupported-media-type': { ...REFUSED, status: 415, hint: CHECK_VERSION },
  'invalid-entity': { ...INVALID, status: 422 },
  'validation-failed': INVALID,
  'invalid-argument': {
    ...INVALID,
    bare: 'Kestra does not say which value is wrong. Check numbers, values from a fixed list (such as states and levels), dates with a time (they need an offset, Z or +01:00), and that each file is sent as a file.',
  },
  'invalid-json': { ...INVALID, bare: CHECK_FORM },
  'invalid-format': { ...INVALID, bare: CHECK_FORM },
  'invalid-request-body': INVALID,
  'invalid-plugin-type': {
    ...INVALID,
    hint: 'Check the type: this Kestra instance may not have the plugin.',
  },
  'password-policy-violation': INVALID,
  'app-error': {
    ...INVALID,
    hint: 'The app itself rejected the request. Check its definition and its state.',
  },
  'ai-request-failed': {
    ...REFUSED,
    hint: 'Check that the AI provider configured in Kestra (kestra.ai) works. If it does, rephrase the prompt.',
  },
  locked: { ...LOCKED, status: 423, hint: 'Something else has locked it. Try again later.' },
  'resource-leased': { ...LOCKED, hint: 'Another user is editing it. Try again when they are done.' },
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
    bare: `${CHECK_LOG} First check what Kestra rejects without an explanation: a date without an offset (Z or +01:00), a file moved onto another, a task run that does not exist.`,
  },
  'service-unavailable': {
    ...SERVER,
    status: 503,
    hint: 'Kestra is starting, stopping or overloaded. Try again in a minute.',
    passes: true,
  },
  'migration-required': {
    ...SERVER,
    hint: "An administrator must migrate Kestra's database first. Trying again does not help.",
  },
  timeout: {
    make: TimedOutError,
    code: 'KMCP_TIMED_OUT',
    status: 504,
    hint: 'Kestra did not finish in time and may still carry out the request. Check before you repeat it.',
    passes: true,
  },
};

const BY_STATUS = new Map(
  Object.values(PROBLEMS).flatMap((problem) => (problem.status ? [[problem.status, problem] as const] : [])),
);
const ANY_SERVER: Problem = { ...SERVER, hint: CHECK_LOG };

/** The row of a type, or undefined if the type is unknown. */
export function problemNamed(slug: string | undefined): Problem | undefined {
  return slug !== undefined && Object.hasOwn(PROBLEMS, slug) ? PROBLEMS[slug] : undefined;
}

/** The row for a status. */
export function problemOf(status: number): Problem {
  return BY_STATUS.get(status) ?? (status >= 500 ? ANY_SERVER : REFUSED);
}
