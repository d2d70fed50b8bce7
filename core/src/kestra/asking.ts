import { KestraMcpError } from '../foundation/errors.js';
import type { KestraConfig } from './settings.js';
import { credentialName } from './wire/credentials.js';
import { UnauthorizedError } from './wire/errors.js';
import { effectOf, type KestraRequest } from './wire/request.js';
import { currentCaller, currentScope } from './wire/scope.js';

/** The settings of a request. The caller's credentials and tenant replace the configured ones. */
export function settingsOfCall(config: KestraConfig): KestraConfig {
  const caller = currentCaller();
  if (caller === undefined) return config;
  return { ...config, auth: caller.auth, tenant: caller.tenant ?? config.tenant };
}

/** The credentials of a request as errors name them. */
export function credentialsOfCall({ auth }: KestraConfig): string {
  const caller = currentCaller();
  if (caller === undefined) return credentialName(auth);
  return caller.auth.kind === 'bearer'
    ? 'the token from your Authorization header. Check it (Kestra OSS accepts only a user name and password)'
    : 'the user name and password from your Authorization header. Check both';
}

interface Unsent {
  isReadOnly: boolean;
  callersOnly: boolean | undefined;
}

/** Refuses requests that must not be sent, whoever makes them. Selection has already checked what a model may call. */
export function refuseUnsent(
  request: KestraRequest,
  name: string,
  { isReadOnly, callersOnly }: Unsent,
): void {
  const { caller, isHosts = false, readOnly = false, life } = currentScope();
  if (isReadOnly && effectOf(request) !== 'read') {
    throw new KestraMcpError('KMCP_READ_ONLY', `${name} was not sent: this server is read-only.`);
  }
  if (readOnly && effectOf(request) !== 'read') {
    throw new KestraMcpError('KMCP_READ_ONLY', `${name} was not sent: this client has read-only access.`);
  }
  // Never fall back to the configured credentials: they may have access that the caller does not have.
  if (caller?.auth.kind === 'none') {
    throw new UnauthorizedError(
      'KMCP_UNAUTHORIZED',
      `${name} was not sent: the request has no credentials.`,
      {
        hint: "This server uses each caller's own credentials for Kestra. Send yours in the Authorization header, as Basic or Bearer.",
      },
    );
  }
  if (callersOnly && caller === undefined && !isHosts) {
    throw new UnauthorizedError(
      'KMCP_UNAUTHORIZED',
      `${name} was not sent: the server does not know which caller it belongs to.`,
      {
        hint: 'It is not part of the call that started it. A plugin may have kept it for later, or for another caller.',
      },
    );
  }
  if (life?.isOver) {
    throw new KestraMcpError('KMCP_CANCELLED', `${name} was not sent: the call it belongs to has ended.`);
  }
}

/**
 * Reports a response to whoever counts failed logins. Anyone may read routes outside tenants, so these prove nothing.
 */
export function tellCaller({ instance = false }: KestraRequest, status: number): void {
  const heard = currentCaller()?.heard;
  if (status === 401) heard?.('refused');
  else if (!instance && status >= 200 && status < 300) heard?.('accepted');
}
