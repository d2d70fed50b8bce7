import type { HttpConfig } from '../../config/config.js';
import { ConfigError } from '../../foundation/errors.js';
import { isLoopback } from './visitor/names.js';

/**
 * Anyone who can reach the port would have the configured permissions in Kestra. So this throws, unless the operator
 * has allowed it explicitly.
 */
export function refuseOpen({ listen: { host }, auth, insecure }: HttpConfig): void {
  if (isLoopback(host) || auth !== undefined || insecure) return;
  throw new ConfigError(
    `Listening on ${host} would let anyone who can reach it use your Kestra credentials.`,
    {
      hint: 'Set http.auth to "kestra" (KESTRA_MCP_HTTP_AUTH=kestra) so that each caller sends their own credentials, listen on 127.0.0.1, or pass --insecure if something else keeps strangers out.',
    },
  );
}
