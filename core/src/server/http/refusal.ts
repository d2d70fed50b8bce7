import { KestraMcpError } from '../../foundation/errors.js';

type Id = string | number | null;

/** JSON-RPC's codes, as far as HTTP refuses by itself. */
export const PARSE_ERROR = -32_700;
export const INVALID_REQUEST = -32_600;
export const INVALID_PARAMS = -32_602;
export const INTERNAL = -32_603;
/** What implementations have for themselves. */
export const REFUSED = -32_000;
export const NO_SESSION = -32_001;

interface Extras {
  code?: number;
  /** That of the request, where it is known. */
  id?: Id | undefined;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A request that is not taken: its status, and a JSON-RPC error that says why. */
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

  /** The same, as the answer to the request of this id. */
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

/** Try again later; whole seconds. */
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

/** What a client is told of an error; of one that was not meant for it, nothing. */
export function refusalOf(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const status = KestraMcpError.is(error) ? STATUS[error.code] : undefined;
  if (status === undefined || !KestraMcpError.is(error))
    return new HttpRefusal(500, 'Something went wrong in this server. See its log for details.', {
      code: INTERNAL,
      cause: error,
    });
  // The hint is for who runs the server.
  const text = [error.message, ...error.details].join('\n');
  return new HttpRefusal(status, text, { code: status === 404 ? NO_SESSION : INVALID_PARAMS });
}
