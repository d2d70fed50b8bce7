import type { IncomingHttpHeaders } from 'node:http';

/** Credentials the sandbox asks for: a user's, or (not on OSS) an API token. */
export type Auth = { username: string; password: string } | { token: string };

/** Whether the `Authorization` header carries exactly these credentials. */
export function authorized(headers: IncomingHttpHeaders, auth: Auth): boolean {
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
  if ('token' in auth) return scheme.toLowerCase() === 'bearer' && credentials === auth.token;
  const expected = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  return scheme.toLowerCase() === 'basic' && credentials === expected;
}
