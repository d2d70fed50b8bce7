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

/** One request. The path is below `/api/v1/{tenant}`, or below `/api/v1` when `instance` is set. */
export interface KestraRequest<W extends Within = Within> {
  /** Whose data it reads or changes. */
  within: W;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  path: Route;
  instance?: boolean;
  query?: Query;
  /** At most one body. */
  json?: unknown;
  yaml?: string;
  text?: string;
  form?: readonly FormPart[];
  headers?: Readonly<Record<string, string>>;
  /** What the route does; `read` for GET and HEAD and `write` for all else when left out. */
  effect?: Effect;
  /** Limit where the route takes longer than others, in milliseconds; a higher configured one holds. */
  timeoutMs?: number;
  /** Of a read: not tried again, since who asks does not wait, or asks again by itself. */
  once?: boolean;
  /** What to do next, by status, where the route knows better than the general hint. */
  hints?: Readonly<Record<number, string>>;
}

/** A failing answer that may pass with the next try; 500 is Kestra's word for its own bugs and stays. */
export const PASSING: readonly number[] = [429, 502, 503, 504];
/** Longest wait before a read is sent again, in milliseconds. */
export const LONGEST_WAIT = 3_000;

export function effectOf({ effect, method = 'GET' }: KestraRequest): Effect {
  return effect ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'write');
}

/** What ky is told: body and type, and that only reads are tried again, unless the answer says that it is of no use. */
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
    // What is sent is for this address alone; a login page at the end of a redirect is no answer.
    redirect: 'manual',
    // The credentials last: no request has others than its caller's.
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

/** How errors name a request: without host, query and credentials. */
export function requestName(
  { method = 'GET', path, instance }: Pick<KestraRequest, 'method' | 'path' | 'instance'>,
  { tenant }: Pick<KestraConfig, 'tenant'>,
): string {
  const whole = `/${instance ? '' : `${tenant}/`}${path}`;
  return `${method} ${whole.length > 200 ? `${whole.slice(0, 200)}…` : whole}`;
}

/** The client that sends requests, of whichever caller; ky is read when the first one is sent. */
export async function createKy(config: KestraConfig): Promise<KyInstance> {
  readFetch();
  const { default: ky } = await import('ky');
  return ky.create({ timeout: false, ...(await proxied(config)) });
}
