import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { HttpConfig } from '../../../config/config.js';
import { type Caller, callerOf } from '../../../kestra/caller.js';
import type { KestraAuth } from '../../../kestra/settings.js';
import { HttpRefusal } from '../refusal.js';

export const TENANT_HEADER = 'x-kestra-tenant';

/** The challenge for credentials. Basic comes first, because every Kestra accepts it. */
const CHALLENGE = 'Basic realm="Kestra", charset="UTF-8", Bearer realm="Kestra"';
const SCHEME = /^(basic|bearer) +([^\s]+) *$/i;
const BASE64 = /^[a-z\d+/]+={0,2}$/i;

/**
 * Returns the caller if each one brings their own credentials. Undefined if all requests use the configured
 * credentials.
 */
export function callerIn(
  headers: IncomingHttpHeaders,
  { auth }: Pick<HttpConfig, 'auth'>,
): Caller | undefined {
  const tenant = textOf(headers[TENANT_HEADER]);
  if (auth === 'kestra') return callerOf(authIn(headers), tenant);
  if (tenant === undefined) return undefined;
  throw new HttpRefusal(
    400,
    'X-Kestra-Tenant needs credentials of your own, which this server does not accept. It uses the tenant from its configuration.',
  );
}

/** Node keeps only the first header. A proxy in front may have checked the other one. */
export function refuseTwo(given: readonly string[] = []): void {
  if (given.length > 1) throw new HttpRefusal(400, 'Send only one Authorization header.');
}

function authIn({ authorization }: IncomingHttpHeaders): KestraAuth {
  if (authorization === undefined)
    throw unauthorized(
      'Send your Kestra credentials in the Authorization header: Basic, or Bearer with an API token.',
    );
  const [, scheme, value = ''] = SCHEME.exec(authorization) ?? [];
  if (scheme === undefined)
    throw unauthorized('Authorization must be Basic or Bearer, followed by one value.');
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', token: value };
  const bytes = Buffer.from(BASE64.test(value) ? value : '', 'base64');
  // In another encoding, the same bytes could mean different passwords, or different bytes the same one.
  if (!isUtf8(bytes))
    throw unauthorized('The value after Basic must be user:password in UTF-8, encoded as base64.');
  const pair = bytes.toString();
  const colon = pair.indexOf(':');
  if (colon < 1) throw unauthorized('The value after Basic must be user:password, encoded as base64.');
  return { kind: 'basic', username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function unauthorized(message: string): HttpRefusal {
  return new HttpRefusal(401, message, { headers: { 'www-authenticate': CHALLENGE } });
}

function textOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(', ') : header;
  return text?.trim() === '' ? undefined : text?.trim();
}
