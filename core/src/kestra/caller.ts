import { createHmac, randomBytes } from 'node:crypto';
import { InputError } from '../foundation/errors.js';
import type { KestraAuth } from './settings.js';

/**
 * What a response says about the credentials: accepted, refused, or tried on something that belongs to someone else.
 */
export type Heard = 'accepted' | 'refused' | 'doubtful';

/** The caller of a request that the server does not send for itself. Kestra sees only the caller's credentials. */
export interface Caller {
  /** Used for the request that brought them and stored nowhere. With `none`, no request is sent to Kestra. */
  auth: KestraAuth;
  /** Default: the configured tenant. */
  tenant?: string;
  /** Identifies the caller and tenant in caches. It does not reveal the credentials. */
  key: string;
  /** Receives what becomes known about the credentials. */
  heard?: (of: Heard) => void;
}

/** Random in each process unless it is set, so that a leaked key is useless elsewhere. */
let secret: string | Uint8Array = randomBytes(32);
const TENANT = /^[\da-z][\w-]{0,149}$/i;
/** What a header can contain. */
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * Sets the secret that caller keys are made with, so that what one process has signed for a caller is valid in another.
 */
export function knowCallersBy(given: string): void {
  secret = createHmac('sha256', given).update('callers').digest();
}

/**
 * Creates a caller from what a request brought. Throws InputError, without the value, for a malformed tenant or token.
 */
export function callerOf(auth: KestraAuth, tenant?: string): Caller {
  if (tenant !== undefined && !TENANT.test(tenant)) {
    throw new InputError('The tenant in this request is not a valid tenant id.', {
      hint: 'A tenant id consists of letters, digits, "-" and "_", and starts with a letter or digit.',
    });
  }
  if (auth.kind === 'bearer' && !TOKEN.test(auth.token)) {
    throw new InputError('The token in this request has characters that a token cannot have.');
  }
  return { auth, ...(tenant !== undefined && { tenant }), key: hashed([credentialKey(auth), tenant]) };
}

/** A key for credentials whatever the tenant, for limits and to check who may continue a session. */
export function credentialKey(auth: KestraAuth): string {
  return hashed(auth.kind === 'basic' ? [auth.kind, auth.username, auth.password] : Object.values(auth));
}

/** The same caller without credentials, for what outlives a request: each request brings its own. */
export function withoutCredentials({ key, tenant }: Caller): Caller {
  return { auth: { kind: 'none' }, ...(tenant !== undefined && { tenant }), key };
}

function hashed(parts: readonly (string | undefined)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}
