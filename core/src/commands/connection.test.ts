import { expect, it } from '@jest/globals';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../kestra/client.js';
import { checkConnection } from './connection.js';

const kestra = useKestra();
const STEERING = '\u001b[2J\u001b]0;title\u0007\u202e\u200b';

it('what a Kestra says of itself steers no terminal, nor does what it refuses with', async () => {
  const configs = { version: `2.0.0${STEERING}`, edition: 'OSS' };
  kestra.answers({
    'GET /configs': { json: configs },
    'GET /main/flows/search': { status: 403, json: { message: `No${STEERING} way` } },
  });
  const findings = await checkConnection(new KestraClient(kestra.settings('2.0')), {
    auth: { kind: 'none' },
    tenant: 'main',
  });
  const text = findings.map(({ detail }) => detail).join('\n');
  expect(text).toMatch(/^2\.0\.0<U\+001B>\[2J<U\+001B>\]0;title<U\+0007><U\+202E><U\+200B>/);
  expect(text).toContain('No<U+001B>[2J');
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202e\u200b]/u);
});
