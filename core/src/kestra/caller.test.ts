import { describe, expect, it } from '@jest/globals';
import { describeError } from '../foundation/errors.js';
import { callerOf, credentialKey, knowCallersBy, withoutCredentials } from './caller.js';
import type { KestraAuth } from './settings.js';

const ANN: KestraAuth = { kind: 'basic', username: 'ann', password: 'pass-Zq81x' };
const TOKEN: KestraAuth = { kind: 'bearer', token: 'token-Zq81x' };
const refusal = (auth: KestraAuth, tenant?: string) => {
  try {
    return callerOf(auth, tenant);
  } catch (error) {
    return describeError(error);
  }
};

describe('a caller', () => {
  it('is told from others by credentials and tenant, without either being in the key', () => {
    const others: [KestraAuth, string?][] = [
      [ANN],
      [ANN, 'blue'],
      [{ ...ANN, password: 'other' }],
      // The same text once username and password are joined.
      [{ kind: 'basic', username: 'ann:pass', password: '-Zq81x' }],
      [TOKEN],
      [{ kind: 'none' }],
    ];
    const keys = others.map((given) => callerOf(...given).key);
    expect(new Set(keys).size).toBe(others.length);
    expect(callerOf({ ...ANN }).key).toBe(keys[0]);
    expect(keys.join()).not.toMatch(/ann|Zq81x|blue/);
    expect(credentialKey(ANN)).toBe(credentialKey({ ...ANN }));
    expect(credentialKey(ANN)).not.toBe(credentialKey(TOKEN));
  });

  it('is known by the same key where the same secret is given, and by no other', () => {
    const under = (secret: string) => {
      knowCallersBy(secret);
      return callerOf(ANN).key;
    };
    const first = under('a'.repeat(32));
    expect(under('b'.repeat(32))).not.toBe(first);
    expect(under('a'.repeat(32))).toBe(first);
  });

  it('is the same one without credentials', () => {
    const caller = callerOf(ANN, 'blue');
    expect(withoutCredentials(caller)).toEqual({ auth: { kind: 'none' }, tenant: 'blue', key: caller.key });
  });

  it('has no tenant that leads elsewhere, and no token that is none', () => {
    for (const tenant of ['..', 'a/b', '%2e%2e', 'a b', '', '-a', 'a'.repeat(151)])
      expect(refusal(ANN, tenant)).toMatch(
        /^The tenant in this request is not a valid tenant id\.\nA tenant id consists of/,
      );
    const refused = refusal({ kind: 'bearer', token: 'Zq81x\r\nx-evil: 1' });
    expect(refused).toBe('The token in this request has characters that a token cannot have.');
  });
});
