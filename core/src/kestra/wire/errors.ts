import { type ErrorCode, type ErrorExtras, KestraMcpError } from '../../foundation/errors.js';

/** A request to Kestra that did not succeed. */
export class KestraError extends KestraMcpError {
  /** HTTP status of Kestra's answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Kestra's own words, without ours. */
  readonly said: string;

  constructor(
    code: ErrorCode,
    message: string,
    extras: ErrorExtras & { status?: number; said?: string } = {},
  ) {
    super(code, message, extras);
    this.status = extras.status;
    this.said = extras.said ?? '';
  }
}

/** 401: the credentials are missing or wrong. */
export class UnauthorizedError extends KestraError {}
/** 403: the credentials are known but not allowed to do this. */
export class ForbiddenError extends KestraError {}
/** 404: there is no such thing, or no such route on this version. */
export class NotFoundError extends KestraError {}
/** 409: the state of the thing does not allow it. */
export class ConflictError extends KestraError {}
/** 400, 422: Kestra refuses what was sent. */
export class InvalidError extends KestraError {}
/** 429: too many requests. */
export class RateLimitedError extends KestraError {}
/** 5xx: Kestra failed. */
export class ServerError extends KestraError {}
/** No answer: not reachable, or the connection broke. */
export class UnreachableError extends KestraError {}
/** No answer within the limit. */
export class TimedOutError extends KestraError {}
/** The client cancelled the call. */
export class CancelledError extends KestraError {}
/** The answer is not what an API gives: HTML, or broken JSON. */
export class NotJsonError extends KestraError {}
/** The answer is larger than the host will hold. */
export class TooLargeError extends KestraError {}
/** This version of Kestra cannot do it. */
export class UnsupportedError extends KestraError {
  constructor(message: string, extras?: ErrorExtras) {
    super('KMCP_UNSUPPORTED', message, extras);
  }
}

type Kind = { code: ErrorCode; make: typeof KestraError; hint?: string };

const BY_STATUS: Readonly<Record<number, Kind>> = {
  400: { code: 'KMCP_INVALID', make: InvalidError },
  401: { code: 'KMCP_UNAUTHORIZED', make: UnauthorizedError },
  403: {
    code: 'KMCP_FORBIDDEN',
    make: ForbiddenError,
    hint: 'The credentials are valid but lack the permission: ask an administrator for a role that has it.',
  },
  404: {
    code: 'KMCP_NOT_FOUND',
    make: NotFoundError,
    hint: 'Check the ids: list or search what is there first.',
  },
  409: {
    code: 'KMCP_CONFLICT',
    make: ConflictError,
    hint: 'Read its present state first: it does not allow this.',
  },
  422: { code: 'KMCP_INVALID', make: InvalidError },
  504: {
    code: 'KMCP_TIMED_OUT',
    make: TimedOutError,
    hint: 'Kestra did not finish in time and may still do it: look before you repeat it.',
  },
  429: { code: 'KMCP_RATE_LIMITED', make: RateLimitedError, hint: 'Wait a little before the next call.' },
};

const SERVER: Kind = {
  code: 'KMCP_SERVER_ERROR',
  make: ServerError,
  hint: "Kestra's own log has the cause.",
};
const OTHER: Kind = { code: 'KMCP_REFUSED', make: KestraError };

/** The error for an answer with a failing status; `body` is Kestra's envelope, or whatever text came. */
export function errorFromAnswer(
  request: string,
  status: number,
  body: string,
  { credentials, hints }: { credentials: string; hints: Readonly<Record<number, string>> },
): KestraError {
  const kind = BY_STATUS[status] ?? (status >= 500 ? SERVER : OTHER);
  const { said, details } = readEnvelope(body);
  const hint = status === 401 ? `The request was sent with ${credentials}.` : (hints[status] ?? kind.hint);
  const message = `Kestra answered ${status} to ${request}${said === '' ? '.' : `: ${said}`}`;
  return new kind.make(kind.code, message, { status, said, details, hint });
}

interface Envelope {
  message?: unknown;
  /** Kestra 2.0 in the place of `message`. */
  detail?: unknown;
  _embedded?: { errors?: { message?: unknown; path?: unknown }[] };
  invalids?: { message?: unknown; invalidValue?: unknown }[];
}

const LONGEST = 4_000;

function readEnvelope(body: string): { said: string; details: string[] } {
  let parsed: Envelope | string;
  try {
    parsed = JSON.parse(body) as Envelope | string;
  } catch {
    // A web page from a proxy says nothing that helps; short plain text does.
    return { said: body.trimStart().startsWith('<') ? '' : cut(body.trim()), details: [] };
  }
  if (typeof parsed === 'string') return { said: cut(parsed), details: [] };
  const words = parsed?.message ?? parsed?.detail;
  const said = cut(typeof words === 'string' ? words.trim() : '');
  const errors = (parsed?._embedded?.errors ?? [])
    .filter(({ message }) => !said.includes(String(message)))
    .map(({ message, path }) =>
      path && !String(message).includes(String(path)) ? `${path}: ${message}` : String(message),
    );
  const invalids = (parsed?.invalids ?? []).map(
    ({ message, invalidValue }) => `${String(invalidValue)}: ${message}`,
  );
  const details = [...errors, ...invalids].map(cut);
  return { said, details: [...new Set(details)].slice(0, 50) };
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
