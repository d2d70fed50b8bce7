import { NAMESPACE } from './ids.js';
import type { Version } from './tables.js';

/** How things stand when a case begins. */
export interface Circumstances {
  /** State of every execution; SUCCESS when left out. */
  state?: string;
  /** What is created exists already, and roles that are given are had. */
  exists?: true;
  /** The user has an open invitation. */
  invited?: true;
  /** A search for a text finds nothing, though there is something. */
  missed?: true;
  /** Lists and searches find nothing, and files have no content. */
  nothing?: true;
  /** Nothing that is named is there; lists and searches have other things. */
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

/** What a flow, an app or a test suite has at least. */
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
