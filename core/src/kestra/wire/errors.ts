import { brand } from '../../foundation/brand.js';
import { type ErrorCode, type ErrorExtras, KestraMcpError } from '../../foundation/errors.js';

interface KestraErrorExtras extends ErrorExtras {
  status?: number | undefined;
  said?: string | undefined;
  problem?: string | undefined;
}

/** A request to Kestra that failed. */
export class KestraError extends KestraMcpError {
  static {
    brand(KestraError, 'KestraError');
  }

  /** HTTP status of Kestra's response. Undefined without a response. */
  readonly status: number | undefined;
  /** Kestra's own words, without any text of this server. */
  readonly said: string;
  /** The problem type as Kestra names it since 2.0 (`conflict`, `entity-already-exists`, …). */
  readonly problem: string | undefined;

  constructor(code: ErrorCode, message: string, extras: KestraErrorExtras = {}) {
    super(code, message, extras);
    this.status = extras.status;
    this.said = extras.said ?? '';
    this.problem = extras.problem;
  }
}

/** 401: the credentials are missing or wrong. */
export class UnauthorizedError extends KestraError {
  static {
    brand(UnauthorizedError, 'UnauthorizedError');
  }
}
/** 403: the credentials are valid but lack the permission. */
export class ForbiddenError extends KestraError {
  static {
    brand(ForbiddenError, 'ForbiddenError');
  }
}
/** 404, 410: the thing or the route does not exist, or no longer exists. */
export class NotFoundError extends KestraError {
  static {
    brand(NotFoundError, 'NotFoundError');
  }
}
/** 409: the current state does not allow the request. */
export class ConflictError extends KestraError {
  static {
    brand(ConflictError, 'ConflictError');
  }
}
/** 423: something else has locked it. */
export class LockedError extends KestraError {
  static {
    brand(LockedError, 'LockedError');
  }
}
/** 400, 413, 422: Kestra refuses the content of the request. */
export class InvalidError extends KestraError {
  static {
    brand(InvalidError, 'InvalidError');
  }
}
/** 429: too many requests. */
export class RateLimitedError extends KestraError {
  static {
    brand(RateLimitedError, 'RateLimitedError');
  }
}
/** 5xx: Kestra failed. */
export class ServerError extends KestraError {
  static {
    brand(ServerError, 'ServerError');
  }
}
/** No response: Kestra is not reachable, or the connection was closed. */
export class UnreachableError extends KestraError {
  static {
    brand(UnreachableError, 'UnreachableError');
  }
}
/** No response within the time limit. */
export class TimedOutError extends KestraError {
  static {
    brand(TimedOutError, 'TimedOutError');
  }
}
/** The client cancelled the call. */
export class CancelledError extends KestraError {
  static {
    brand(CancelledError, 'CancelledError');
  }
}
/** The response is not what an API returns, such as HTML or broken JSON. */
export class NotJsonError extends KestraError {
  static {
    brand(NotJsonError, 'NotJsonError');
  }
}
/** The response is larger than the server accepts. */
export class TooLargeError extends KestraError {
  static {
    brand(TooLargeError, 'TooLargeError');
  }
}
/** This version of Kestra does not support the request. */
export class UnsupportedError extends KestraError {
  static {
    brand(UnsupportedError, 'UnsupportedError');
  }

  constructor(message: string, extras?: ErrorExtras) {
    super('KMCP_UNSUPPORTED', message, extras);
  }
}
