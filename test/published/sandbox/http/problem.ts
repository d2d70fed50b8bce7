import { randomBytes } from 'node:crypto';
import type { ApiError, Violation } from './envelope.js';
import { type ProblemType, problemTitle, problemTypeOf } from './problem-types.js';
import type { BodyReply } from './reply.js';

const TYPES = 'https://kestra.io/docs/api-reference/problems/';
const CONTENT_TYPE = 'application/problem+json';
const HIDDEN = 'An unexpected error occurred. Quote the traceId when contacting support.';

/** An entry in the `errors` of a problem. */
export interface ProblemEntry {
  detail?: string;
  pointer?: string;
  path?: string;
  /** The error of one item in a bulk call. */
  type?: string;
}

/** A problem document without its status and path. */
export interface Problem {
  type: ProblemType;
  status: number;
  /** The detail, if it adds to the title. */
  detail?: string;
  errors?: readonly ProblemEntry[];
}

/** The URI of a problem type. */
export const problemUri = (type: ProblemType) => `${TYPES}${type}`;

/** A failure as 2.0 returns it (RFC 9457). `path` is the path of the request. */
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

/** Turns the envelope of 1.x into a problem. */
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

// Like Kestra, without interpreting the parts: a Java reference chain also becomes a pointer.
function pointerOf(path: string): string {
  return path
    .split(/[.[\]]/)
    .filter((part) => part !== '')
    .map((part) => `/${part}`)
    .join('');
}
