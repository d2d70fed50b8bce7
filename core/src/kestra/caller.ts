import { createHmac, randomBytes } from 'node:crypto';
import { InputError } from '../foundation/errors.js';
import type { KestraAuth } from './settings.js';

/** Kestra has accepted the credentials, or refused them; or they were tried on what belongs to others. */
export type Heard = 'accepted' | 'refused' | 'doubtful';

/** Who a request is from, where that is not the host itself: Kestra is asked with their credentials, and no others. */
export interface Caller {
  /** Used for the request that brought them, and kept nowhere. `none`: Kestra is not asked. */
  auth: KestraAuth;
  /** Undefined: the configured one. */
  tenant?: string;
  /** Tells callers and their tenants apart in what is remembered of them. No credential follows from it. */
  key: string;
  /** Told what becomes known of the credentials. */
  heard?: (of: Heard) => void;
}

/** Another one in each process, unless it is given: a key says nothing to who finds it elsewhere. */
let secret: string | Uint8Array = randomBytes(32);
const TENANT = /^[\da-z][\w-]{0,149}$/i;
/** What a header can hold. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Has callers known by the same keys wherever this is given: what one process has signed for one holds in another. */
export function knowCallersBy(given: string): void {
  secret = createHmac('sha256', given).update('callers').digest();
}

/** A caller by what a request brought. An InputError, without the value, for a tenant or token that cannot be one. */
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

/** Tells credentials apart, whatever the tenant: for limits, and for who may go on with a session. */
export function credentialKey(auth: KestraAuth): string {
  return hashed(auth.kind === 'basic' ? [auth.kind, auth.username, auth.password] : Object.values(auth));
}

/** The same one without the credentials, for what outlives a request: each request brings them anew. */
export function withoutCredentials({ key, tenant }: Caller): Caller {
  return { auth: { kind: 'none' }, ...(tenant !== undefined && { tenant }), key };
}

function hashed(parts: readonly (string | undefined)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
}
