import type { HttpConfig } from '../../config/config.js';
import { ConfigError } from '../../foundation/errors.js';
import { isLoopback } from './visitor/names.js';

/** Whoever reaches the port would have the configured rights in Kestra: throws unless somebody has said that it is meant. */
export function refuseOpen({ listen: { host }, auth, insecure }: HttpConfig): void {
  if (isLoopback(host) || auth !== undefined || insecure) return;
  throw new ConfigError(
    `To listen on ${host} would let anybody who reaches it use your credentials for Kestra.`,
    {
      hint: 'Set http.auth to "kestra", by which each caller sends its own credentials; listen on 127.0.0.1; or say --insecure if something else keeps strangers out.',
    },
  );
}
