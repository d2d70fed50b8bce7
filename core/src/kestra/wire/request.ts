import type { KyInstance, Options } from 'ky';
import type { Effect } from '../../foundation/effect.js';
import { readFetch } from '../../process/memory.js';
import { proxied } from '../address/proxy.js';
import type { Within } from '../fence/within.js';
import type { KestraConfig } from '../settings.js';
import type { Query } from '../versions/filters.js';
import { credentialHeader } from './credentials.js';
import { type FormPart, multipart } from './multipart.js';
import type { Route } from './route.js';

/** One request. The path is below `/api/v1/{tenant}`, or below `/api/v1` if `instance` is set. */
export interface KestraRequest<W extends Within = Within> {
  /** The place of the data that it reads or changes. */
  within: W;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  path: Route;
  instance?: boolean;
  query?: Query;
  /** A request has at most one body. */
  json?: unknown;
  yaml?: string;
  text?: string;
  form?: readonly FormPart[];
  headers?: Readonly<Record<string, string>>;
  /** The effect of the route. Default: `read` for GET and HEAD, otherwise `write`. */
  effect?: Effect;
  /** Time limit in milliseconds for a slow route. A higher configured limit takes precedence. */
  timeoutMs?: number;
  /** Do not retry this read: its caller does not wait, or retries by itself. */
  once?: boolean;
  /** What to do next, by status, for routes that know more than the general hint. */
  hints?: Readonly<Record<number, string>>;
}

/** A response whose body was read as text. */
export interface KestraAnswer {
  status: number;
  contentType: string;
  text: string;
}

/** Statuses that may pass on the next attempt. Kestra uses 500 for its own bugs, so that one is not retried. */
export const PASSING: readonly number[] = [429, 502, 503, 504];
/** Longest wait before a retry, in milliseconds. */
export const LONGEST_WAIT = 3_000;

/** The time limit of a request, in milliseconds. */
export function longestWait(
  { timeoutMs = 0 }: KestraRequest,
  config: Pick<KestraConfig, 'timeoutMs'>,
): number {
  return Math.max(config.timeoutMs, timeoutMs);
}

export function effectOf({ effect, method = 'GET' }: KestraRequest): Effect {
  return effect ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'write');
}

/**
 * The options for ky: body, content type and retries. Only reads are retried, unless the response says that a retry is
 * useless.
 */
export function requestOptions(
  { method = 'GET', json, yaml, text, form, headers, once }: KestraRequest,
  { auth }: Pick<KestraConfig, 'auth'>,
  worthRetry: (error: unknown) => Promise<false | undefined>,
): Options {
  const parts = form && multipart(form);
  const body = yaml ?? text ?? parts?.body;
  const textType = yaml !== undefined ? 'application/x-yaml' : text !== undefined ? 'text/plain' : undefined;
  const type = textType ?? parts?.type;
  return {
    method,
    // The request is meant for this address only, and a login page behind a redirect is not a response from Kestra.
    redirect: 'manual',
    // Credentials come last, so that no request carries any but its caller's.
    headers: { ...(type && { 'content-type': type }), ...headers, ...credentialHeader(auth) },
    retry: {
      limit: method === 'GET' && !once ? 2 : 0,
      statusCodes: [...PASSING],
      afterStatusCodes: [429, 503],
      maxRetryAfter: LONGEST_WAIT,
      shouldRetry: ({ error }) => worthRetry(error),
    },
    ...(json !== undefined && { json }),
    ...(body !== undefined && { body }),
  };
}

export function requestUrl(
  { path, instance, query = {} }: KestraRequest,
  { baseUrl, tenant }: KestraConfig,
): string {
  const base = instance ? baseUrl : `${baseUrl}/${encodeURIComponent(tenant)}`;
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) search.append(key, String(item));
    }
  }
  return `${base}/${path}${search.size > 0 ? `?${search}` : ''}`;
}

/** The name of a request in errors: without host, query and credentials. */
export function requestName(
  { method = 'GET', path, instance }: Pick<KestraRequest, 'method' | 'path' | 'instance'>,
  { tenant }: Pick<KestraConfig, 'tenant'>,
): string {
  const whole = `/${instance ? '' : `${tenant}/`}${path}`;
  return `${method} ${whole.length > 200 ? `${whole.slice(0, 200)}…` : whole}`;
}

/** The client that sends requests for all callers. ky is loaded when the first one is sent. */
export async function createKy(config: KestraConfig): Promise<KyInstance> {
  readFetch();
  const { default: ky } = await import('ky');
  return ky.create({ timeout: false, ...(await proxied(config)) });
}
