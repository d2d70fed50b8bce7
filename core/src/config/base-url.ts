import { Invalid, parseTenant, parseText } from './values.js';

/** Where Kestra's API is, and the tenant when the URL names one. */
export interface BaseUrl {
  /** Ends in `/api/v1`. */
  baseUrl: string;
  tenant?: string;
}

/** Understands a URL with or without `/api/v1`, behind a path prefix, and with a tenant at its end. */
export function parseBaseUrl(value: unknown): BaseUrl {
  const url = httpUrl(parseText(value).trim());
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const api = segments.findIndex((segment, index) => segment === 'api' && segments[index + 1] === 'v1');
  const prefix = api < 0 ? segments : segments.slice(0, api);
  const [tenant, ...rest] = api < 0 ? [] : segments.slice(api + 2);
  if (rest.length > 0) throw new Invalid('must have nothing but a tenant after /api/v1.');
  const baseUrl = [url.origin, ...prefix, 'api', 'v1'].join('/');
  return tenant === undefined ? { baseUrl } : { baseUrl, tenant: tenantOf(tenant) };
}

function httpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    // A URL with an "@" or a query may hold a secret, even one that does not parse.
    const shown = /[@?#]/.test(text) ? '' : `, not "${text}"`;
    throw new Invalid(`must be a URL that starts with http:// or https://${shown}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Invalid('must not contain credentials: use KESTRA_USERNAME and KESTRA_PASSWORD.');
  }
  if (url.search !== '' || url.hash !== '') throw new Invalid('must not have a query or a fragment.');
  return url;
}

function tenantOf(segment: string): string {
  try {
    return parseTenant(segment);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(`ends in what is not a tenant id: after /api/v1 it ${error.message}`);
  }
}
