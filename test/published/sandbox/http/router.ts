import { ApiError, badRequest, MethodNotAllowed, missingBody, notFound } from './envelope.js';
import type { Reply } from './reply.js';
import type { ApiRequest } from './request.js';

/** A request on its way to a handler. */
export interface Call {
  request: ApiRequest;
  /** A path variable. */
  param(name: string): string;
  /** Kestra's name of the operation. It prefixes the path of an invalid parameter. */
  operation: string;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

/** A route: `/{tenant}/flows/{namespace}`, what it accepts, and its handler. */
export interface Route {
  method: string;
  template: string;
  operation: string;
  /** The media types of the body. Default: any. */
  consumes?: readonly string[];
  /** The name of a required body. */
  requires?: string;
  handle: Handler;
}

/** Finds the route of a request, and returns 400, 404, 405, 415 and 422 like Kestra. */
export class Router {
  readonly #routes: { route: Route; parts: string[] }[];

  constructor(
    routes: readonly Route[],
    private readonly tenant: string,
  ) {
    this.#routes = routes.map((route) => ({ route, parts: route.template.slice(1).split('/') }));
  }

  async dispatch(request: ApiRequest): Promise<Reply> {
    const { route, params } = this.#find(request);
    if (params.tenant !== undefined && params.tenant !== this.tenant) {
      throw badRequest(`Tenant must be '${this.tenant}' for OSS version`);
    }
    checkBody(route, request);
    const param = (name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`${route.template} has no {${name}}`);
      return value;
    };
    return route.handle({ request, param, operation: route.operation });
  }

  #find(request: ApiRequest): { route: Route; params: Record<string, string> } {
    const segments = request.segments;
    const here = segments
      ? this.#routes.flatMap(({ route, parts }) => {
          const params = match(parts, segments);
          return params
            ? [{ route, params, literals: parts.filter((part) => !part.startsWith('{')).length }]
            : [];
        })
      : [];
    if (here.length === 0) throw notFound();
    const candidates = here.filter(({ route }) => route.method === request.method);
    const best = candidates.sort((a, b) => b.literals - a.literals)[0];
    if (!best)
      throw methodNotAllowed(
        request,
        here.map(({ route }) => route.method),
      );
    return best;
  }
}

function match(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      params[part.slice(1, -1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return params;
}

// The order in which Kestra lists them.
const METHODS = ['HEAD', 'DELETE', 'PUT', 'POST', 'GET'];

function methodNotAllowed(request: ApiRequest, methods: readonly string[]): ApiError {
  const named = methods.flatMap((method) => (method === 'GET' ? ['HEAD', 'GET'] : [method]));
  const allowed = METHODS.filter((method) => named.includes(method));
  return new MethodNotAllowed(
    `Method [${request.method}] not allowed for URI [${request.pathname}]`,
    allowed,
  );
}

function checkBody(route: Route, request: ApiRequest): void {
  const type = request.mediaType;
  if (route.consumes && type && !route.consumes.includes(type)) {
    const detail = `Content Type [${type}] not allowed. Allowed types: [${route.consumes.join(', ')}]`;
    throw new ApiError(415, `Unsupported Media Type: ${detail}`);
  }
  if (route.requires && request.body.length === 0) {
    throw missingBody(route.requires);
  }
}
