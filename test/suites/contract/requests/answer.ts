import { NAMESPACE } from './ids.js';
import type { Version } from './tables.js';

/** The state of the instance at the start of a case. */
export interface Circumstances {
  /** State of every execution. Default: SUCCESS. */
  state?: string;
  /** What is created already exists, and granted roles are already granted. */
  exists?: true;
  /** The user has an open invitation. */
  invited?: true;
  /** A text search finds nothing, although something exists. */
  missed?: true;
  /** Lists and searches find nothing, and files are empty. */
  nothing?: true;
  /** Nothing that the case names exists. Lists and searches return other things. */
  missing?: true;
  /** Pause tasks ask for no inputs. */
  plainPause?: true;
}

export interface Asked extends Circumstances {
  version: Version;
  query: Readonly<Record<string, string>>;
}

export interface Answer {
  status?: number;
  json?: unknown;
  text?: string;
  type?: string;
}

/** By operation, without `/api/v1/{tenant}/` and `actions/`. */
export type Answers = Readonly<Record<string, (asked: Asked) => Answer>>;

/** The minimal YAML of a flow, an app or a test suite. */
export const yamlOf = (id: string) => `id: ${id}\nnamespace: ${NAMESPACE}\n`;

export const empty = (): Answer => ({});
export const list = (asked: Asked, ...rows: unknown[]): Answer => ({ json: asked.nothing ? [] : rows });
export const page = (asked: Asked, ...rows: unknown[]): Answer => {
  const missed = asked.missed && Object.keys(asked.query).some((name) => /^(q$|filters\[q\])/.test(name));
  const results = asked.nothing || missed ? [] : rows;
  return { json: { results, total: results.length } };
};
export const created = (asked: Asked, json: unknown): Answer =>
  asked.exists ? { status: 422, json: { message: 'Invalid entity: id already exists' } } : { json };
