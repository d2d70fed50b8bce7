import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { type Json, ok, type RunningHost, startHost } from '../../support/host/host.js';

let sandbox: Sandbox;
let host: RunningHost;

beforeAll(async () => {
  sandbox = await startSandbox();
  host = await startHost({ env: { KESTRA_BASE_URL: sandbox.baseUrl } });
});

afterAll(async () => {
  await host.stop();
  await sandbox.close();
});

const file = (action: string, args: Json) =>
  ok(host.client, 'namespace_file_action', { namespace: 'company', action, ...args });

it('a file with a hash and a space in its name is the one that is moved', async () => {
  await file('create', { path: 'odd/a b#c.txt', file_content: '1' });
  await file('create', { path: 'odd/a', file_content: 'another' });
  expect(await file('move', { path: 'odd/a b#c.txt', to_path: 'odd/d e.txt' })).toEqual({
    status: 'moved',
    note: 'Kestra shows it as "/odd/d+e.txt": it stores a space in a name as a plus sign.',
  });
  expect(await file('get', { path: 'odd/d e.txt' })).toMatchObject({ content: '1' });
  expect(await file('get', { path: 'odd/a' })).toMatchObject({ content: 'another' });
});
