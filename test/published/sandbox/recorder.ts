import type { ApiRequest } from './http/request.js';

/** One request as a test wants to look at it. */
export interface SeenRequest {
  method: string;
  /** With `/api/v1`. */
  path: string;
  /** A parameter sent more than once is a list. */
  query: Record<string, string | string[]>;
  /** Without `authorization`. */
  headers: Record<string, string>;
  body: string;
}

/** What is kept of a request. */
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
