import { urlOf } from '../../foundation/url.js';
import type { KestraConfig } from '../settings.js';

/** `http://host:8080/prefix/ui/main`: the address of a tenant in Kestra's UI. Undefined without a UI. */
export function uiAddress({ baseUrl, tenant, ui = true }: KestraConfig): string | undefined {
  const url = ui ? urlOf(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  // Use only parts of the base URL: the rest could be credentials or a query.
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  return `${url.protocol}//${url.host}${prefix}/ui/${encodeURIComponent(tenant)}`;
}

/**
 * A page below this address. Each part is one path segment. Undefined if a part is missing or would change the path.
 */
export function pageAt(
  address: string | undefined,
  page: string,
  parts: readonly unknown[],
): string | undefined {
  // The parts come from Kestra's responses. A URL cannot carry half a surrogate pair.
  const isName = (part: unknown) => typeof part === 'string' && !/\p{Cs}/u.test(part);
  const segments = parts.map((part) => (isName(part) ? encodeURIComponent(String(part)) : ''));
  if (address === undefined || segments.some((segment) => /^\.{0,2}$/.test(segment))) return undefined;
  return [address, page, ...segments].join('/');
}
