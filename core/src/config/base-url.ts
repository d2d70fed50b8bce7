import { urlOf } from '../foundation/url.js';
import { Invalid, parseTenant, parseText } from './values/values.js';

/** Where Kestra's API is, and the tenant when the URL names one. */
export interface BaseUrl {
  /** Ends in `/api/v1`. */
  baseUrl: string;
  tenant?: string;
}

/** Pages of Kestra's UI that stand without a tenant: in its address, the segment after `ui` is one of them or a tenant. */
const PAGES = new Set(
  (
    'admin administration apps assets blueprints dashboards docs editor error errors executions flows home instance kv ' +
    'login logs namespaces plugins secrets settings setup stats system taskruns templates tests triggers welcome'
  ).split(' '),
);

/**
 * Understands a URL with or without `/api/v1`, behind a path prefix, and with a tenant at its end; and the address of a
 * page of Kestra's UI, as a browser shows it.
 */
export function parseBaseUrl(value: unknown): BaseUrl {
  const url = httpUrl(parseText(value).trim());
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const api = segments.findIndex((segment, index) => segment === 'api' && segments[index + 1] === 'v1');
  const page = segments.indexOf('ui');
  if (api < 0 && page >= 0) return ofPage(url, segments.slice(0, page), segments.slice(page + 1));
  refuseExtras(url);
  if (api < 0)
    return { baseUrl: baseUrlOf(url, segments.at(-1) === 'api' ? segments.slice(0, -1) : segments) };
  const [tenant, ...rest] = segments.slice(api + 2);
  if (rest.length > 0) throw new Invalid('must not have anything but a tenant after /api/v1.');
  const baseUrl = baseUrlOf(url, segments.slice(0, api));
  // What Kestra says of itself is there: people look at it to see whether the address is right.
  return tenant === undefined || tenant === 'configs'
    ? { baseUrl }
    : { baseUrl, tenant: tenantOf(tenant, '/api/v1') };
}

/** A page says the tenant that it shows. */
function ofPage(url: URL, prefix: readonly string[], [first]: readonly string[]): BaseUrl {
  const baseUrl = baseUrlOf(url, prefix);
  return first === undefined || PAGES.has(first) ? { baseUrl } : { baseUrl, tenant: tenantOf(first, '/ui') };
}

function baseUrlOf({ origin }: URL, prefix: readonly string[]): string {
  return [origin, ...prefix, 'api', 'v1'].join('/');
}

function httpUrl(text: string): URL {
  const url = urlOf(text);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    // A URL with an "@" or a query may hold a secret, even one that does not parse.
    const shown = /[@?#]/.test(text) ? '' : `, but is "${text}"`;
    throw new Invalid(`must be a URL that starts with http:// or https://${shown}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Invalid('must not contain credentials. Use KESTRA_USERNAME and KESTRA_PASSWORD instead.');
  }
  return url;
}

function refuseExtras({ search, hash }: URL): void {
  if (search !== '' || hash !== '') throw new Invalid('must not have a query or a fragment.');
}

function tenantOf(segment: string, place: string): string {
  try {
    return parseTenant(segment);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(`does not end in a valid tenant id: the part after ${place} ${error.message}`);
  }
}
