import type { ProblemType } from './problem-types.js';

/** An entry of `_embedded.errors`, or of the `errors` of a problem. */
export interface Violation {
  message: string;
  path: string;
  /** Overrides the path with slashes. An empty one is omitted. */
  pointer?: string;
}

/** A failure: in 1.x a JSON error envelope, in 2.0 a problem document. */
export class ApiError extends Error {
  /** The problem type, if the text does not begin with it. */
  readonly type: ProblemType | undefined = undefined;
  /** Headers of the response besides the content type. */
  readonly headers: Readonly<Record<string, string>> = {};

  constructor(
    readonly status: number,
    message: string,
    readonly violations: readonly Violation[] = [],
  ) {
    super(message);
  }
}

export const notFound = (detail?: string) => new ApiError(404, detail ? `Not Found: ${detail}` : 'Not Found');
export const badRequest = (detail: string) => new ApiError(400, `Bad Request: ${detail}`);
export const illegalArgument = (detail: string) => new ApiError(422, `Illegal argument: ${detail}`);
export const illegalState = (detail: string) => new ApiError(409, `Illegal state: ${detail}`);

/** An invalid bean. `message` is the text after "Invalid entity: ". */
export const invalidEntity = (message: string, violations: readonly Violation[] = []) =>
  new ApiError(422, `Invalid entity: ${message}`, violations);

/** A query value of the wrong type. */
export const notConvertible = (name: string, value: string, reason: string) =>
  new ApiError(
    422,
    `Internal server error: Failed to convert argument [${name}] for value [${value}] due to: ${reason}`,
  );

/** A missing query parameter. 2.0 has a problem type for it. */
export class MissingParameter extends ApiError {
  override readonly type = 'invalid-query-parameter';

  constructor(name: string) {
    super(400, `Bad Request: Required QueryValue [${name}] not specified`);
  }
}

/** A missing body. */
export const missingBody = (name: string) =>
  new ApiError(422, `Invalid route params: Required Body [${name}] not specified`);

/** Something that already exists: a conflict, or in 1.x often a validation error. */
export class AlreadyExists extends ApiError {
  override readonly type = 'entity-already-exists';
}

/** An unexpected failure. 1.x gives the reason, 2.0 does not. */
export const internalError = (detail: string) => new ApiError(500, `Internal server error: ${detail}`);

/** A JSON body with the wrong shape. */
export const wrongJson = (path: string, reason: string) =>
  new ApiError(422, `Invalid json: ${reason}`, [{ message: '', path, pointer: '' }]);

/** A method that the path does not support. */
export class MethodNotAllowed extends ApiError {
  override readonly headers: Readonly<Record<string, string>>;

  constructor(detail: string, allowed: readonly string[]) {
    super(405, `Method Not Allowed: ${detail}. Allowed methods: [${allowed.join(', ')}]`);
    this.headers = { allow: allowed.join(', ') };
  }
}

/** The JSON of a failure in the form of Micronaut, as up to 1.x. */
export function envelope(error: ApiError, href: string): object {
  const self = {
    href,
    templated: false,
    profile: null,
    deprecation: null,
    title: null,
    hreflang: null,
    type: null,
    name: null,
  };
  const errors = error.violations.map(({ message, path }) => ({
    message,
    logref: null,
    path,
    _links: {},
    _embedded: {},
  }));
  return {
    message: error.message,
    logref: null,
    path: null,
    _links: { self },
    _embedded: errors.length > 0 ? { errors } : {},
  };
}
