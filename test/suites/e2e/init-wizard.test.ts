import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { CTRL_C, DOWN, ENTER, Person } from '../../support/programs/person.js';
import { temporaryFolder, write } from '../../support/temporary.js';

const USER = { username: 'ada', password: 'open-sesame' };

let sandbox: Sandbox;
let home: string;
let cwd: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = temporaryFolder();
  cwd = join(home, 'project');
  write(cwd, { '.keep': '' });
});

/** Answers the questions for the address and the credentials. */
async function connect(person: Person, password: string): Promise<void> {
  await person.answer('User name', ...USER.username, ENTER);
  await person.answer('Password', ...password, ENTER);
}

const sit = (args: readonly string[] = []) =>
  new Person(['--folder', join(home, 'config'), ...args], cwd, {
    KESTRA_MCP_USER_FOLDER: join(home, 'user'),
  });
const config = () => JSON.parse(readFileSync(join(home, 'config/kestra-mcp.config.json'), 'utf8'));
const flags = () => [
  '--base-url',
  sandbox.url,
  '--tenant',
  'main',
  '--auth',
  'basic',
  '--launch',
  'installed',
];

describe('init, asking', () => {
  it('asks, tries again after a wrong password, and writes', async () => {
    const person = sit([...flags(), '--client', 'cursor', '--scope', 'project']);
    await connect(person, 'wrong');
    await person.answer('Connecting to Kestra failed', ENTER);
    expect(person.all).toContain('401');
    expect(person.all).not.toContain('The request was sent with');
    await person.answer('Base URL of Kestra', ENTER);
    await person.answer('Tenant', ENTER);
    await person.answer('How do you sign in', ENTER);
    await person.answer('User name', ENTER);
    // The stored password is wrong, so type another.
    await person.answer('Password', ...USER.password, ENTER);
    await person.answer('Which groups of tools', ' ', ENTER);
    await person.answer('read-only mode', 'y');
    expect(await person.code).toBe(0);
    expect(config().kestra).toEqual({ baseUrl: sandbox.baseUrl, tenant: 'main' });
    expect(config().tools.readOnly).toBe(true);
    expect(config().tools.only).not.toContain('author');
    expect(config().tools.only).toContain('flow');
    expect(readFileSync(join(home, 'config/.env'), 'utf8')).toBe(
      `KESTRA_USERNAME=${USER.username}\nKESTRA_PASSWORD=${USER.password}\n`,
    );
    expect(existsSync(join(cwd, '.cursor/mcp.json'))).toBe(true);
    expect(person.said + person.seen).not.toContain(USER.password);
  });

  it.each(['User name', 'Password', 'Which groups of tools', 'read-only mode', 'Which clients do you want'])(
    'writes nothing when it is stopped at: %s',
    async (question) => {
      const person = sit(flags());
      const steps: [string, ...string[]][] = [
        ['User name', ...USER.username, ENTER],
        ['Password', ...USER.password, ENTER],
        ['Which groups of tools', ENTER],
        ['read-only mode', ENTER],
        ['Which clients do you want', ENTER],
      ];
      for (const [asked, ...keys] of steps) {
        await person.answer(asked, ...(asked === question ? [CTRL_C] : keys));
        if (asked === question) break;
      }
      expect(await person.code).toBe(1);
      expect(person.said).toContain('Nothing was written');
      expect(readdirSync(home)).toEqual(['project']);
    },
  );

  it.each([
    ['y', 0, true],
    ['n', 1, false],
  ] as const)('asks before it takes the place of another server: %s', async (key, code, replaced) => {
    const old = '{ "mcpServers": { "kestra": { "command": "uv", "args": ["run"] } } }';
    write(cwd, { '.mcp.json': old });
    const args = ['--client', 'claude-code', '--scope', 'project', '--read-only', '--groups', 'flow'];
    const person = sit([...flags(), ...args]);
    await connect(person, USER.password);
    await person.answer('Replace it?', key);
    expect(await person.code).toBe(code);
    expect(readFileSync(join(cwd, '.mcp.json'), 'utf8') === old).toBe(!replaced);
  });

  it.each([
    ['y', 0],
    ['n', 1],
  ] as const)('asks before it re-points an entry of an earlier init: %s', async (key, code) => {
    const kestra = { command: 'node', args: ['/elsewhere/kestra-mcp/dist/bin.js', '--config', '/prod.json'] };
    const old = JSON.stringify({ servers: { kestra } });
    write(cwd, { '.vscode/mcp.json': old });
    const args = ['--client', 'vscode', '--scope', 'project', '--read-only', '--groups', 'flow'];
    const person = sit([...flags(), ...args]);
    await connect(person, USER.password);
    await person.answer('/elsewhere/kestra-mcp/dist/bin.js with /prod.json', key);
    expect(await person.code).toBe(code);
    expect(readFileSync(join(cwd, '.vscode/mcp.json'), 'utf8') === old).toBe(key === 'n');
  });

  it('does not ask how clients shall start what is not released', async () => {
    const start = flags().slice(0, -2);
    const person = sit([
      ...start,
      '--client',
      'gemini',
      '--scope',
      'project',
      '--read-only',
      '--groups',
      'kv',
    ]);
    await connect(person, USER.password);
    expect(await person.code).toBe(0);
    expect(person.all).not.toMatch(/npx|Docker/);
  });

  it('goes on without a Kestra when it is told to', async () => {
    const person = sit([...flags(), '--client', 'none', '--read-only', '--groups', 'flow']);
    await connect(person, 'wrong');
    await person.answer('Connecting to Kestra failed', DOWN, ENTER);
    expect(await person.code).toBe(0);
    expect(config().tools).toEqual({ only: ['flow'], readOnly: true });
  });
});
