type Id = string | number | null;

/** JSON-RPC's codes, as far as HTTP refuses by itself. */
export const PARSE_ERROR = -32_700;
export const INVALID_REQUEST = -32_600;
/** What implementations have for themselves. */
export const REFUSED = -32_000;
export const NO_SESSION = -32_001;

interface Extras {
  code?: number;
  id?: Id;
  headers?: Record<string, string>;
}

/** A request that is not taken: its status, and a JSON-RPC error that says why. */
export class HttpRefusal extends Error {
  private readonly extras: Extras;

  constructor(
    readonly status: number,
    message: string,
    extras: Extras = {},
  ) {
    super(message);
    this.extras = extras;
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
