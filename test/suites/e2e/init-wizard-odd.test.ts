import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { CLEAR, CTRL_C, DOWN, ENTER, Person } from '../../support/programs/person.js';
import { temporaryFolder, write } from '../../support/temporary.js';

const TOKEN = 'ee-token-0123456789';

let sandbox: Sandbox;
let home: string;

beforeAll(async () => {
  sandbox = await startSandbox({ mode: 'ee-1.3', auth: { token: TOKEN } });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = temporaryFolder({ 'project/.keep': '' });
});

const text = (path: string) => readFileSync(join(home, path), 'utf8');
const sit = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  new Person(args, join(home, 'project'), { XDG_CONFIG_HOME: join(home, 'settings'), ...env });

/** Trusts the files that the folder already has. */
const TRUSTING = { KESTRA_MCP_TRUST: '1' };

/** Flags that leave few questions. */
const BRIEF = ['--groups', 'flow', '--read-only', '--client', 'none'];

describe('init, asking', () => {
  it('asks for all of it, and takes what was pasted with blanks around', async () => {
    const person = sit([]);
    await person.answer('Where do you want to store the configuration', ENTER);
    await person.answer('Base URL of Kestra', 'kestra', ENTER);
    await person.answer('must be a URL', CLEAR, ` ${sandbox.url} `, ENTER);
    await person.answer('Tenant', 'a b', ENTER);
    await person.answer('must be a tenant id', CLEAR, ' acme ', ENTER);
    await person.answer('How do you sign in', DOWN, DOWN, ENTER);
    await person.answer('API token', ENTER);
    await person.answer('the token alone', ` ${TOKEN} `, ENTER);
    await person.answer('Which groups of tools', ENTER);
    await person.answer('read-only mode', 'n');
    await person.answer('Which clients do you want', CTRL_C);
    expect(await person.code).toBe(1);
    expect(person.said).toContain('Nothing was written');
    expect(readdirSync(home)).toEqual(['project']);
    expect(person.all).toContain('flows in tenant acme');
    expect(person.all + person.said).not.toContain(TOKEN);
  });

  it('shows what is known, and has it replaced by what is typed over it', async () => {
    write(home, {
      'project/kestra-mcp.config.json': '{"kestra": {"baseUrl": "http://old:8080/api/v1", "tenant": "beta"}}',
    });
    const person = sit(['--folder', '.', '--auth', 'none', '--offline', ...BRIEF], TRUSTING);
    await person.answer('ttp://old:8080/api/v1', ...'http://localhost:28081', ENTER);
    await person.answer('eta', 'acm', 'e', ENTER);
    expect(await person.code).toBe(0);
    const { kestra } = JSON.parse(text('project/kestra-mcp.config.json'));
    expect(kestra).toEqual({ baseUrl: 'http://localhost:28081/api/v1', tenant: 'acme' });
  });

  it('takes what is known again once what was typed is taken back', async () => {
    write(home, { 'project/kestra-mcp.config.json': '{"kestra": {"baseUrl": "http://old:8080/api/v1"}}' });
    const person = sit(
      ['--folder', '.', '--tenant', 'main', '--auth', 'none', '--offline', ...BRIEF],
      TRUSTING,
    );
    await person.answer('Base URL of Kestra', ...'xy', '\x7f', '\x7f', ENTER);
    expect(await person.code).toBe(0);
    expect(JSON.parse(text('project/kestra-mcp.config.json')).kestra.baseUrl).toBe('http://old:8080/api/v1');
  });

  it('has what is configured for answers, so that Enter at each question changes nothing', async () => {
    const first = sit(['--base-url', sandbox.url, '--auth', 'token', '--tenant', 'acme', ...BRIEF]);
    await first.answer('Where do you want to store the configuration', DOWN, ENTER);
    await first.answer('API token', ...TOKEN, ENTER);
    expect(await first.code).toBe(0);
    const files = ['project/kestra-mcp.config.json', 'project/.env'];
    const before = files.map(text);
    const second = sit(['--client', 'none', '--folder', '.']);
    for (const question of [
      'Base URL',
      'Tenant',
      'How do you sign in',
      'API token (press Enter',
      'Which groups of tools',
      'read-only mode',
    ])
      await second.answer(question, ENTER);
    expect(await second.code).toBe(0);
    expect(files.map(text)).toEqual(before);
    expect(second.said.match(/unchanged/g)).toHaveLength(2);
  });

  it.each([
    ['--base-url', 'kestra', '--base-url must be a URL'],
    ['--tenant', 'a b', '--tenant must be a tenant id'],
  ])('refuses the flag %s %s as without questions', async (flag, value, reason) => {
    const person = sit([
      flag,
      value,
      '--folder',
      'x',
      '--base-url',
      flag === '--base-url' ? value : sandbox.url,
    ]);
    await expect(person.code).rejects.toMatchObject({
      code: 'KMCP_CONFIG',
      message: expect.stringContaining(reason),
    });
  });

  it('offers nobody the password of another', async () => {
    write(home, { 'project/.env': 'KESTRA_USERNAME=ada\nKESTRA_PASSWORD=hunter2\n' });
    const flags = ['--folder', '.', '--base-url', sandbox.url, '--tenant', 'main', '--auth', 'basic'];
    await expect(sit(flags).code).rejects.toThrow(
      '/project is not trusted, so kestra-mcp ignores parts of it: .env (KESTRA_',
    );
    const person = sit(flags, TRUSTING);
    await person.answer('User name', ...'eve', ENTER);
    await person.answer('Password', ENTER);
    await person.answer('must not be empty', CTRL_C);
    expect(await person.code).toBe(1);
    expect(person.all).not.toContain('hunter2');
    expect(text('project/.env')).toContain('KESTRA_PASSWORD=hunter2');
  });

  it('repeats no secret that Kestra repeats, and stops when it is told to', async () => {
    const kestra = await fakeKestra(({ url, authorization }) =>
      url.endsWith('/configs')
        ? { body: CONFIGS }
        : { status: 400, body: JSON.stringify({ message: `No: ${authorization}` }) },
    );
    const person = sit([
      '--folder',
      'new',
      '--base-url',
      kestra.baseUrl,
      '--tenant',
      'main',
      '--auth',
      'token',
    ]);
    await person.answer('API token', ...TOKEN, ENTER);
    await person.answer('Connecting to Kestra failed', DOWN, DOWN, ENTER);
    expect(await person.code).toBe(1);
    expect(person.all).toContain('No: ');
    expect(person.all + person.said).not.toContain(TOKEN);
    expect(existsSync(join(home, 'project/new'))).toBe(false);
  });
});
