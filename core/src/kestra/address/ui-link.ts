import { urlOf } from '../../foundation/url.js';
import type { KestraConfig } from '../settings.js';

/** `http://host:8080/prefix/ui/main`: where Kestra's UI shows a tenant; undefined where nobody can open it. */
export function uiAddress({ baseUrl, tenant, ui = true }: KestraConfig): string | undefined {
  const url = ui ? urlOf(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  // Not the whole of the address: it could hold credentials or a query.
  const prefix = url.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  return `${url.protocol}//${url.host}${prefix}/ui/${encodeURIComponent(tenant)}`;
}

/** A page below it; each part stays one segment. Nothing where a part is missing, or would lead elsewhere. */
export function pageAt(
  address: string | undefined,
  page: string,
  parts: readonly unknown[],
): string | undefined {
  // Kestra has said what they are: half a character, which no URL can carry, is none either.
  const isName = (part: unknown) => typeof part === 'string' && !/\p{Cs}/u.test(part);
  const segments = parts.map((part) => (isName(part) ? encodeURIComponent(String(part)) : ''));
  if (address === undefined || segments.some((segment) => /^\.{0,2}$/.test(segment))) return undefined;
  return [address, page, ...segments].join('/');
}
