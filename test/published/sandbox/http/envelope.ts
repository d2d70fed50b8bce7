import type { ProblemType } from './problem-types.js';

/** One entry of `_embedded.errors`, or of a problem's `errors`. */
export interface Violation {
  message: string;
  path: string;
  /** Where it is not the path with slashes; an empty one is left out. */
  pointer?: string;
}

/** A failure that 1.x answers with its JSON error envelope, and 2.0 with a problem document. */
export class ApiError extends Error {
  /** The type of its problem, where the text does not begin with it. */
  readonly type: ProblemType | undefined = undefined;
  /** What its answer carries beside the content type. */
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

/** A broken bean: `message` is what follows "Invalid entity: ". */
export const invalidEntity = (message: string, violations: readonly Violation[] = []) =>
  new ApiError(422, `Invalid entity: ${message}`, violations);

/** A query value of the wrong type. */
export const notConvertible = (name: string, value: string, reason: string) =>
  new ApiError(
    422,
    `Internal server error: Failed to convert argument [${name}] for value [${value}] due to: ${reason}`,
  );

/** A query parameter that has to be there; 2.0 has a type for it. */
export class MissingParameter extends ApiError {
  override readonly type = 'invalid-query-parameter';

  constructor(name: string) {
    super(400, `Bad Request: Required QueryValue [${name}] not specified`);
  }
}

/** A body that has to be there. */
export const missingBody = (name: string) =>
  new ApiError(422, `Invalid route params: Required Body [${name}] not specified`);

/** Something that is there already: a conflict, or in 1.x often a rule that is broken. */
export class AlreadyExists extends ApiError {
  override readonly type = 'entity-already-exists';
}

/** What nobody has foreseen; 1.x says why, 2.0 does not. */
export const internalError = (detail: string) => new ApiError(500, `Internal server error: ${detail}`);

/** A body that is JSON, but not of the shape that is wanted. */
export const wrongJson = (path: string, reason: string) =>
  new ApiError(422, `Invalid json: ${reason}`, [{ message: '', path, pointer: '' }]);

/** A method that a path does not have. */
export class MethodNotAllowed extends ApiError {
  override readonly headers: Readonly<Record<string, string>>;

  constructor(detail: string, allowed: readonly string[]) {
    super(405, `Method Not Allowed: ${detail}. Allowed methods: [${allowed.join(', ')}]`);
    this.headers = { allow: allowed.join(', ') };
  }
}

/** The JSON of a failure, as Micronaut writes it up to 1.x. */
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
