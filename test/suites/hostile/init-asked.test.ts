import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { trust } from '../../../core/src/commands/trust/trust.js';
import { loadConfig } from '../../../core/src/config/load.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { ENTER, Person } from '../../support/programs/person.js';
import { temporaryFolder, write } from '../../support/temporary.js';
import { Listener } from './listener.js';
import { CREDENTIALS } from './visit.js';
import { json, to } from './way.js';

const BRIEF = ['--auth', 'basic', '--groups', 'flow', '--read-only', '--client', 'none'];

let listener: Listener;
let mine: FakeKestra;
let cwd: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  listener = await Listener.start();
  mine = await fakeKestra(({ url }) => ({
    body: url.endsWith('/configs') ? CONFIGS : '{"results":[],"total":0}',
  }));
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await listener.close();
});
beforeEach(() => {
  listener.heard();
  mine.seen.length = 0;
  cwd = temporaryFolder(json(to(listener.host)));
  env = { ...CREDENTIALS, KESTRA_MCP_USER_FOLDER: temporaryFolder() };
});

it('asks nothing in a folder that is not trusted', async () => {
  const person = new Person(['--folder', '.', ...BRIEF], cwd, env);
  await expect(person.code).rejects.toThrow('is not trusted');
  expect(person.all).not.toContain('Base URL of Kestra');
  expect(listener.heard().connections).toBe(0);
});

it('shows the address of a trusted folder, and sends it nothing where another is typed', async () => {
  await trust(['--yes'], { env, cwd, print: async () => undefined });
  const person = new Person(['--folder', '.', ...BRIEF], cwd, env);
  await person.answer(listener.host, ...mine.baseUrl, ENTER);
  await person.answer('Tenant', ENTER);
  await person.answer('User name', ENTER);
  await person.answer('Password', ENTER);
  expect(await person.code).toBe(0);
  expect(person.all).toContain(`Connecting to ${mine.baseUrl}, tenant main, as ada`);
  expect(listener.heard()).toEqual({ connections: 0, text: '' });
  expect(mine.seen.some(({ authorization }) => authorization.startsWith('Basic '))).toBe(true);
  expect(readFileSync(join(cwd, 'kestra-mcp.config.json'), 'utf8')).not.toContain(listener.host);
});

it.each<[string, Record<string, string>]>([
  ['a plugin in the file', json({ ...to('127.0.0.1:1'), plugins: ['./evil.mjs'] })],
  ['a .env', { '.env': 'HTTP_PROXY=http://127.0.0.1:1' }],
  ['a file that comes first', { 'kestra-mcp.config.ts': 'export default {};' }],
])('trusts nothing that came while it asked: %s', async (_, files) => {
  await trust(['--yes'], { env, cwd, print: async () => undefined });
  const person = new Person(['--folder', '.', ...BRIEF], cwd, env);
  await person.answer(listener.host, ...mine.baseUrl, ENTER);
  await person.answer('Tenant', ENTER);
  write(cwd, files);
  await person.answer('User name', ENTER);
  await person.answer('Password', ENTER);
  await expect(person.code).rejects.toThrow('has changed since init started');
  const { untrusted } = await loadConfig({
    argv: [],
    env,
    cwd,
    userConfigFolder: String(env.KESTRA_MCP_USER_FOLDER),
  });
  expect(untrusted).toMatchObject({ changed: true });
});
