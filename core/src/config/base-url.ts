import { urlOf } from '../foundation/url.js';
import { Invalid, parseTenant, parseText } from './values/values.js';

/** The base URL of Kestra's API, and the tenant if the URL names one. */
export interface BaseUrl {
  /** Ends in `/api/v1`. */
  baseUrl: string;
  tenant?: string;
}

/** Pages of Kestra's UI without a tenant. In its URLs, the segment after `ui` is one of these or a tenant. */
const PAGES = new Set(
  (
    'admin administration apps assets blueprints dashboards docs editor error errors executions flows home instance kv ' +
    'login logs namespaces plugins secrets settings setup stats system taskruns templates tests triggers welcome'
  ).split(' '),
);

/**
 * Accepts a URL with or without `/api/v1`, with a path prefix, and with a tenant at its end. Also accepts the URL of a
 * page of Kestra's UI, as shown in a browser.
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
  // `configs` is an endpoint that people open to check the address.
  return tenant === undefined || tenant === 'configs'
    ? { baseUrl }
    : { baseUrl, tenant: tenantOf(tenant, '/api/v1') };
}

/** The URL of a page contains the tenant. */
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
    // A URL with "@" or a query may contain a secret, even if it does not parse.
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
