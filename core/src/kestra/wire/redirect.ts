import { KestraMcpError } from '../../foundation/errors.js';
import { urlOf } from '../../foundation/url.js';

/** The error for a redirect. Redirects are never followed. */
export function redirected(request: string, { status, headers }: Response): KestraMcpError {
  const place = headers.get('location') ?? '';
  // The query of a login page may contain tokens.
  const target = urlOf(place)?.origin ?? place.split('?')[0] ?? '';
  return new KestraMcpError(
    'KMCP_REFUSED',
    `${request} was answered with ${status}: a redirect to ${target.slice(0, 200)}.`,
    {
      hint: 'The server did not follow it. Set KESTRA_BASE_URL to the address where Kestra itself answers.',
    },
  );
}
