import { AlreadyExists, ApiError } from '../http/envelope.js';
import type { Call } from '../http/router.js';
import { page, sorted } from '../query/page.js';
import { type Resource, select, selectFlat } from '../query/resource.js';
import type { World } from '../world.js';

/** What is searched, the searchable fields, and the form of a row. */
export interface Searched<T> {
  rows: readonly T[];
  resource: Resource<T>;
  view(row: T): object;
}

/** A page of an Enterprise Edition search, with flat parameters up to 1.3 and filters since 2.0. */
export function searchPage<T>({ mode }: World, call: Call, { rows, resource, view }: Searched<T>): object {
  const found =
    mode.enterpriseSearch === 'flat'
      ? selectFlat(rows, call.request, { resource, mode })
      : select(rows, call.request, resource, mode);
  return pageOf(found, call, view);
}

/** A page of rows that are already selected. */
export function pageOf<T>(rows: readonly T[], call: Call, view: (row: T) => object): object {
  const { results, total } = page(sorted(rows, call, view), call);
  return { results: results.map(view), total };
}

/** Something already exists. Kestra's text and, in 2.0, the type are guesses, based on the responses for flows. */
export const taken = (detail: string) => new AlreadyExists(409, `Conflict: ${detail}`);

/** The state forbids something. Kestra's text is a guess. */
export const conflict = (detail: string) => new ApiError(409, `Conflict: ${detail}`);
