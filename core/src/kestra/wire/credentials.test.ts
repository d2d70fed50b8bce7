import { expect, it } from '@jest/globals';
import type { KestraAuth } from '../settings.js';
import { credentialHeader, credentialName, secretsOf } from './credentials.js';

it.each<[KestraAuth, object, string[], RegExp]>([
  [{ kind: 'none' }, {}, [], /^no credentials. Set KESTRA_USERNAME/],
  [
    { kind: 'basic', username: 'ann', password: 'p:w' },
    { authorization: 'Basic YW5uOnA6dw==' },
    ['p:w', 'YW5uOnA6dw=='],
    /^the user name and password from KESTRA_USERNAME/,
  ],
  [
    { kind: 'bearer', token: 't0ken' },
    { authorization: 'Bearer t0ken' },
    ['t0ken'],
    /^the API token from KESTRA_API_TOKEN/,
  ],
])('%j: its header, its secrets, and its name without them', (auth, header, secrets, name) => {
  expect(credentialHeader(auth)).toEqual(header);
  expect(secretsOf(auth)).toEqual(secrets);
  expect(credentialName(auth)).toMatch(name);
  for (const secret of secrets) expect(credentialName(auth)).not.toContain(secret);
});

it('the token is the secret, and without credentials there is none', () => {
  expect(secretsOf({ kind: 'bearer', token: 't0ken' })).toEqual(['t0ken']);
  expect(secretsOf({ kind: 'none' })).toEqual([]);
});
