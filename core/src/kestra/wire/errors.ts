import { brand } from '../../foundation/brand.js';
import { type ErrorCode, type ErrorExtras, KestraMcpError } from '../../foundation/errors.js';

interface KestraErrorExtras extends ErrorExtras {
  status?: number | undefined;
  said?: string | undefined;
  problem?: string | undefined;
}

/** A request to Kestra that did not succeed. */
export class KestraError extends KestraMcpError {
  static {
    brand(KestraError, 'KestraError');
  }

  /** HTTP status of Kestra's answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Kestra's own words, without ours. */
  readonly said: string;
  /** Of which type the problem is, as Kestra 2.0 and later name it (`conflict`, `entity-already-exists`, …). */
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
/** 403: the credentials are known but not allowed to do this. */
export class ForbiddenError extends KestraError {
  static {
    brand(ForbiddenError, 'ForbiddenError');
  }
}
/** 404, 410: there is no such thing, or not any more, or no such route on this version. */
export class NotFoundError extends KestraError {
  static {
    brand(NotFoundError, 'NotFoundError');
  }
}
/** 409: the state of the thing does not allow it. */
export class ConflictError extends KestraError {
  static {
    brand(ConflictError, 'ConflictError');
  }
}
/** 423: something or somebody else holds it. */
export class LockedError extends KestraError {
  static {
    brand(LockedError, 'LockedError');
  }
}
/** 400, 413, 422: Kestra refuses what was sent. */
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
/** No answer: not reachable, or the connection broke. */
export class UnreachableError extends KestraError {
  static {
    brand(UnreachableError, 'UnreachableError');
  }
}
/** No answer within the limit. */
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
/** The answer is not what an API gives: HTML, or broken JSON. */
export class NotJsonError extends KestraError {
  static {
    brand(NotJsonError, 'NotJsonError');
  }
}
/** The answer is larger than the host will hold. */
export class TooLargeError extends KestraError {
  static {
    brand(TooLargeError, 'TooLargeError');
  }
}
/** This version of Kestra cannot do it. */
export class UnsupportedError extends KestraError {
  static {
    brand(UnsupportedError, 'UnsupportedError');
  }

  constructor(message: string, extras?: ErrorExtras) {
    super('KMCP_UNSUPPORTED', message, extras);
  }
}
