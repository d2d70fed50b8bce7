import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { MASK, redactor } from '../redact.js';
import { secretsInText, secretsInValue, secretsInVariables, secretsWithin } from './secrets-in.js';

it.each([
  ['{"auth": {"token": "a\\"b-c"}, "logLevel": "info"}', 'a"b-c'],
  ["export default { kestra: { auth: { password: 'hunter2' } }", 'hunter2'],
  ['kestra:\n  auth:\n    password: hunter 2 # of ada\n', 'hunter 2'],
  ['export KESTRA_API_TOKEN="a b"\n', 'a b'],
  ['KESTRA_PASSWORD = hunter2\r\n', 'hunter2'],
  ['plugins:\n  - [sla, {apiKey: k-123, owner: x}]', 'k-123'],
  ['{"my_client-secret":"s3", broken', 's3'],
  ['baseUrl: https://ada:h%40nter@kestra.example/', 'h@nter'],
])('of a text, %j, its secret is known', (text, secret) => {
  expect(secretsInText(text)).toContain(secret);
});

it.each([
  'token: ${KESTRA_API_TOKEN}',
  'maxTokens: 4000, tokens: 12',
  'password:\n  nested: x',
  'auth: { token: null }',
  'see https://example.com:8080/a@b',
])('of %j nothing is', (text) => {
  expect(secretsInText(text)).toEqual([]);
});

it('an expression in code is no secret, a text in it is', () => {
  const code = "auth: { token: process.env.TOKEN, password: `hunter2` }, apiKey: 'k-12'";
  expect(secretsInText(code, true)).toEqual(['hunter2', 'k-12']);
});

it('a text that goes on for ever in such places is read in no time', () => {
  const texts = [
    'token="'.repeat(200_000),
    `${'a'.repeat(1_000_000)}password`,
    '://a:'.repeat(200_000),
    '-----BEGIN PRIVATE KEY-----\n'.repeat(100_000),
  ];
  for (const text of texts) expect(secretsInText(text).length).toBeLessThan(200_001);
});

it('of a value what is named so, and what is in addresses', () => {
  class Other {
    token = 'not looked at';
  }
  const round: Record<string, unknown> = { proxy: 'http://a:b%20c@d' };
  round.self = round;
  const value = {
    kestra: { auth: { username: 'ada', password: 'hunter2' }, baseUrl: 'http://x' },
    plugins: [['a', { apiToken: ['t-1', 42_424], Other, other: new Other() }]],
    round,
  };
  expect(new Set(secretsInValue(value))).toEqual(new Set(['hunter2', 't-1', '42424', 'b%20c', 'b c']));
});

it('of a value that cannot be read, or is within itself, all else is known', () => {
  const trap = (): never => {
    throw new Error('trap');
  };
  const odd = new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap });
  const value: Record<string, unknown> = { odd, list: [odd], password: 'hunter2' };
  value.self = value;
  Object.defineProperty(value, 'token', { get: trap, enumerable: true });
  expect(secretsInValue(value)).toEqual(['hunter2']);
});

it('of variables ours whatever they are, and of others those that are no words', () => {
  const found = secretsInVariables({
    KESTRA_PASSWORD: 'kestra',
    KESTRA_USERNAME: 'ada',
    DB_PASSWORD: 'postgres',
    GITHUB_TOKEN: 'ghp_16C7e42F292c6912E7710c83',
    DATABASE_URL: 'postgres://app:x7Kp2qLm-9@db/app',
    HOME: '/root',
  });
  expect(found).toEqual(['kestra', 'ghp_16C7e42F292c6912E7710c83', 'x7Kp2qLm-9', 'x7Kp2qLm-9']);
});

it('a long key is found wherever it stands, and so are its lines however they end', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 4096,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const account = JSON.stringify({ type: 'service_account', private_key: privateKey, client_email: 'a@b' });
  const line = privateKey.split('\n')[20] ?? '';
  for (const found of [
    secretsInText(`GCP_ACCOUNT='${account}'\n`),
    secretsInText(`DEPLOY="${privateKey}"\n`),
    secretsInText(`x:\n  deploy: |\n${privateKey.replaceAll(/^/gm, '    ')}`),
    secretsInText(JSON.stringify({ deploy: privateKey })),
    secretsInVariables({ GCP_ACCOUNT: account }),
    secretsInValue({ anything: [privateKey] }),
    secretsWithin(account),
  ]) {
    const mask = redactor(found);
    for (const text of [privateKey, account, `| ${line}`]) {
      expect(mask(text)).toContain(MASK);
      expect(mask(text)).not.toContain(line);
    }
  }
});

it('members of a secret that is JSON are secrets, too', () => {
  expect(secretsWithin('{"user": "ada", "password": "hunter2", "in": {"apiKey": "k-1234"}}')).toEqual([
    'hunter2',
    'k-1234',
  ]);
});
