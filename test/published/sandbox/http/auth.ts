import type { IncomingHttpHeaders } from 'node:http';

/** The credentials that the sandbox requires: of a user or, except in OSS, an API token. */
export type Auth = { username: string; password: string } | { token: string };

/** Whether the `Authorization` header contains exactly these credentials. */
export function authorized(headers: IncomingHttpHeaders, auth: Auth): boolean {
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
  if ('token' in auth) return scheme.toLowerCase() === 'bearer' && credentials === auth.token;
  const expected = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  return scheme.toLowerCase() === 'basic' && credentials === expected;
}
