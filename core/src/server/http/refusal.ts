import { KestraMcpError } from '../../foundation/errors.js';

type Id = string | number | null;

/** The JSON-RPC codes that the HTTP layer uses itself. */
export const PARSE_ERROR = -32_700;
export const INVALID_REQUEST = -32_600;
export const INVALID_PARAMS = -32_602;
export const INTERNAL = -32_603;
/** JSON-RPC leaves this range to implementations. */
export const REFUSED = -32_000;
export const NO_SESSION = -32_001;

interface Extras {
  code?: number;
  /** The id of the request, if known. */
  id?: Id | undefined;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A refused request: its HTTP status, and a JSON-RPC error with the reason. */
export class HttpRefusal extends Error {
  private readonly extras: Extras;

  constructor(
    readonly status: number,
    message: string,
    extras: Extras = {},
  ) {
    super(message, { cause: extras.cause });
    this.extras = extras;
  }

  /** The same refusal, with the id of the request. */
  to(id: Id | undefined): HttpRefusal {
    return id === undefined ? this : new HttpRefusal(this.status, this.message, { ...this.extras, id });
  }

  answer(): Response {
    const { code = REFUSED, id = null, headers } = this.extras;
    const { status, message } = this;
    return Response.json(
      { jsonrpc: '2.0', id, error: { code, message } },
      { status, ...(headers && { headers }) },
    );
  }
}

/** Asks the client to try again after this many whole seconds. */
export function tryAgain(status: 429 | 503, message: string, seconds: number): HttpRefusal {
  return new HttpRefusal(status, message, {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) },
  });
}

const STATUS: Readonly<Partial<Record<string, number>>> = {
  KMCP_CONFIG: 400,
  KMCP_INPUT: 400,
  KMCP_OUTSIDE: 403,
  KMCP_UNAUTHORIZED: 404,
};

/** Turns an error into what the client may see. Unexpected errors reveal nothing. */
export function refusalOf(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const status = KestraMcpError.is(error) ? STATUS[error.code] : undefined;
  if (status === undefined || !KestraMcpError.is(error))
    return new HttpRefusal(500, 'Something went wrong in this server. See its log for details.', {
      code: INTERNAL,
      cause: error,
    });
  // Without the hint, which is for the operator.
  const text = [error.message, ...error.details].join('\n');
  return new HttpRefusal(status, text, { code: status === 404 ? NO_SESSION : INVALID_PARAMS });
}
