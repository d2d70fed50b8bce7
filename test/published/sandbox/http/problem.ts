import { randomBytes } from 'node:crypto';
import type { ApiError, Violation } from './envelope.js';
import { type ProblemType, problemTitle, problemTypeOf } from './problem-types.js';
import type { BodyReply } from './reply.js';

const TYPES = 'https://kestra.io/docs/api-reference/problems/';
const CONTENT_TYPE = 'application/problem+json';
const HIDDEN = 'An unexpected error occurred. Quote the traceId when contacting support.';

/** One entry of a problem's `errors`. */
export interface ProblemEntry {
  detail?: string;
  pointer?: string;
  path?: string;
  /** What is wrong with an item of a bulk call. */
  type?: string;
}

/** A problem document before it has a status line and a place. */
export interface Problem {
  type: ProblemType;
  status: number;
  /** What there is to say beyond the title. */
  detail?: string;
  errors?: readonly ProblemEntry[];
}

/** The address that names a type of problem. */
export const problemUri = (type: ProblemType) => `${TYPES}${type}`;

/** A failure as 2.0 answers it (RFC 9457); `path` is that of the request. */
export function problemReply({ type, status, detail, errors = [] }: Problem, path: string): BodyReply {
  const title = problemTitle(type);
  const hidden = status === 500;
  const body = {
    type: problemUri(type),
    title,
    status,
    detail: hidden ? HIDDEN : detail || title,
    instance: path,
    ...(errors.length > 0 ? { errors } : {}),
    ...(hidden ? { traceId: randomBytes(16).toString('base64url') } : {}),
  };
  return { status, contentType: CONTENT_TYPE, body: JSON.stringify(body) };
}

/** The problem that says what 1.x puts into its envelope. */
export function problemOf(error: ApiError): Problem {
  const { type, detail } = problemTypeOf(error);
  if (type === 'entity-already-exists') return { type, status: 409, detail };
  return { type, status: error.status, detail, errors: entriesOf(error.violations) };
}

function entriesOf(violations: readonly Violation[]): ProblemEntry[] {
  const entries = violations.map(({ message, path, pointer = pointerOf(path) }) => ({
    ...(message ? { detail: message } : {}),
    ...(pointer ? { pointer } : {}),
    ...(path ? { path } : {}),
  }));
  return entries.sort((a, b) => ((a.pointer ?? '') < (b.pointer ?? '') ? -1 : 1));
}

// As Kestra does, without a look at what the parts mean: a Java reference chain becomes a pointer as well.
function pointerOf(path: string): string {
  return path
    .split(/[.[\]]/)
    .filter((part) => part !== '')
    .map((part) => `/${part}`)
    .join('');
}
