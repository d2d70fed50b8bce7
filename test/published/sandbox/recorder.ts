import type { ApiRequest } from './http/request.js';

/** A request in the form that tests compare. */
export interface SeenRequest {
  method: string;
  /** Includes `/api/v1`. */
  path: string;
  /** A list if the parameter was sent more than once. */
  query: Record<string, string | string[]>;
  /** Excludes `authorization`. */
  headers: Record<string, string>;
  body: string;
}

/** Extracts what is recorded of a request. */
export function seen(request: ApiRequest): SeenRequest {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(request.query.keys())) {
    const values = request.query.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== 'authorization' && value !== undefined) headers[name] = String(value);
  }
  return { method: request.method, path: request.pathname, query, headers, body: request.text() };
}
