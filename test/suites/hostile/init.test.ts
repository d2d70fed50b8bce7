import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { init } from '../../../core/src/commands/init/init.js';
import { trust } from '../../../core/src/commands/trust/trust.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { temporaryFolder, write } from '../../support/temporary.js';
import { Listener } from './listener.js';
import { CREDENTIALS } from './visit.js';
import { json, to } from './way.js';

const PASSWORD = CREDENTIALS.KESTRA_PASSWORD;
const CONFIG = 'kestra-mcp.config.json';
const FLOWS = { body: '{"results":[],"total":0}' };

let listener: Listener;
let mine: FakeKestra;
let cwd: string;
let outside: string;
let userFolder: string;
let said: string[];

beforeAll(async () => {
  listener = await Listener.start();
  mine = await fakeKestra(({ url }) => (url.endsWith('/configs') ? { body: CONFIGS } : FLOWS));
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await listener.close();
});
beforeEach(() => {
  listener.heard();
  mine.seen.length = 0;
  [cwd, outside, userFolder] = [temporaryFolder({ '.keep': '' }), temporaryFolder(), temporaryFolder()];
});

const world = () => ({
  env: { ...CREDENTIALS, KESTRA_MCP_USER_FOLDER: userFolder },
  cwd,
  print: async (text: string) => void said.push(text),
  say: (text: string) => void said.push(text),
});

/** Returns the exit code or the error. Uses the correct address, unless another is given. */
async function run(args: readonly string[] = [], address: readonly string[] = ['--base-url', mine.baseUrl]) {
  said = [];
  return init(['--yes', '--folder', '.', ...address, ...args], world()).catch(
    (error: Error) => error.message,
  );
}

/** Every file below a folder that contains the password. */
function holding(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => readFileSync(path, 'utf8').includes(PASSWORD));
}

describe('a link in the folder that init writes into', () => {
  it.each<[string, string, () => string, string[]]>([
    ['.env to a file elsewhere', '.env', () => join(outside, 'stolen'), []],
    ['.env to a file that is there', '.env', () => join(outside, 'there'), []],
    ['.env to a file of the repository', '.env', () => '.keep', []],
    ['the configuration', CONFIG, () => join(outside, 'there'), []],
    ['the folder that is named', 'conf', () => outside, ['--folder', 'conf']],
    ['a folder above it', 'conf', () => outside, ['--folder', 'conf/deeper']],
  ])('%s: nothing is asked, nothing is written', async (_, name, target, args) => {
    write(outside, { there: '{}' });
    symlinkSync(target(), join(cwd, name));
    expect(await run(args)).toMatch(/was not changed: .* is a symbolic link to /);
    expect([...holding(outside), ...holding(cwd)]).toEqual([]);
    expect(mine.seen).toEqual([]);
    expect([CONFIG, '.env'].filter((each) => each !== name && existsSync(join(cwd, each)))).toEqual([]);
  });

  it.each<[string, string, () => string]>([
    ["a client's file", '.mcp.json', () => join(outside, 'stolen')],
    ["the folder of a client's file", '.cursor', () => outside],
  ])('%s: that client is left out', async (_, name, target) => {
    symlinkSync(target(), join(cwd, name));
    expect(await run(['--client', 'claude-code,cursor', '--scope', 'project'])).toBe(1);
    expect(said.join('\n')).toContain(`${join(cwd, name)} `);
    expect(said.join('\n')).toContain('symbolic link');
    expect(readdirSync(outside)).toEqual([]);
    expect(holding(cwd)).toEqual([join(cwd, '.env')]);
  });

  it("in the user's own folder leads no secret out of the home", async () => {
    symlinkSync(join(outside, 'stolen'), join(userFolder, '.env'));
    expect(await run(['--folder', userFolder])).toContain('which is outside your home folder');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('that is a hard one shows nothing under its other name', async () => {
    write(outside, { theirs: '' });
    linkSync(join(outside, 'theirs'), join(cwd, '.env'));
    expect(await run()).toBe(0);
    expect([...holding(outside), ...holding(cwd)]).toEqual([join(cwd, '.env')]);
    expect(statSync(join(cwd, '.env')).mode & 0o777).toBe(0o600);
  });
});

describe('an address that a folder names', () => {
  const theirs = (): [string, Record<string, string>][] => [
    ['its configuration', json(to(listener.host))],
    ['its .env', { '.env': `KESTRA_BASE_URL=http://${listener.host}\n` }],
    [
      'a proxy in its .env',
      { '.env': `http_proxy=http://${listener.host}\nHTTP_PROXY=http://${listener.host}\n` },
    ],
  ];

  it.each([0, 1, 2])('gets nothing before it is trusted (%#)', async (index) => {
    const [name = '', files = {}] = theirs()[index] ?? [];
    write(cwd, files);
    for (const address of [[], ['--base-url', mine.baseUrl]]) {
      for (const args of [[], ['--offline'], ['--print', '--offline']]) {
        expect([name, await run(args, address)]).toEqual([name, expect.stringContaining('is not trusted')]);
        expect([holding(cwd), mine.seen, listener.heard().connections]).toEqual([[], [], 0]);
      }
    }
  });

  it('is told before it gets anything once it is trusted, and gets nothing where another is named', async () => {
    write(cwd, json(to(listener.host)));
    await trust(['--yes'], { ...world(), print: async () => undefined });
    expect(await run(['--offline'], [])).toBe(0);
    expect([said[0], listener.heard().connections]).toEqual([
      `Connection not tested: http://${listener.host}/api/v1, tenant main, as ada`,
      0,
    ]);
    await run([], []);
    expect(said[0]).toBe(`Connecting to http://${listener.host}/api/v1, tenant main, as ada`);
    expect(listener.heard().connections).toBeGreaterThan(0);
    expect(await run()).toBe(0);
    expect(said[0]).toBe(`Connecting to ${mine.baseUrl}, tenant main, as ada`);
    expect(listener.heard()).toEqual({ connections: 0, text: '' });
    expect(JSON.parse(readFileSync(join(cwd, CONFIG), 'utf8')).kestra.baseUrl).toBe(mine.baseUrl);
  });

  it("is nothing to a set-up of the user's own that is made while one works in it", async () => {
    write(cwd, { ...json(to(listener.host)), '.env': `HTTP_PROXY=http://${listener.host}\n` });
    write(userFolder, json({ kestra: { baseUrl: mine.baseUrl } }));
    expect(await run(['--folder', userFolder], [])).toBe(0);
    expect(listener.heard().connections).toBe(0);
    expect([holding(cwd), holding(userFolder)]).toEqual([[], [join(userFolder, '.env')]]);
  });

  it('is not followed when Kestra itself names it while it is tried', async () => {
    const headers = { location: `http://${listener.host}/api/v1/configs` };
    const leading = await fakeKestra(() => ({ status: 307, headers }));
    expect(await run([], ['--base-url', leading.baseUrl])).toBe(1);
    expect(listener.heard().connections).toBe(0);
    expect([holding(cwd), readdirSync(cwd)]).toEqual([[], ['.keep']]);
  });

  it("is not kept from the entry of a project's file", async () => {
    const env = { HTTP_PROXY: `http://${listener.host}`, NODE_OPTIONS: '--import ./evil.mjs', LANG: 'C' };
    write(cwd, { '.mcp.json': JSON.stringify({ mcpServers: { kestra: { command: 'npx', env } } }) });
    expect(await run(['--client', 'claude-code', '--scope', 'project', '--replace'])).toBe(0);
    const { kestra } = JSON.parse(readFileSync(join(cwd, '.mcp.json'), 'utf8')).mcpServers;
    expect(kestra.env).toEqual({ LANG: 'C' });
    expect(said.join('\n')).toContain("anyone can write a project's file: HTTP_PROXY, NODE_OPTIONS.");
  });
});

describe('the old text of a file', () => {
  it.each([
    ['would take it', '.env\n', true],
    ['leaves it', '.env\n*.backup-*\n', false],
  ])('is for its user alone, and git %s', async (_, ignored, isSaid) => {
    execFileSync('git', ['init', '-q', cwd]);
    const file = { mcpServers: { other: { command: 'x', env: { TOKEN: 'of-another' } } } };
    write(cwd, { '.gitignore': ignored, '.mcp.json': JSON.stringify(file) });
    expect(await run(['--client', 'claude-code', '--scope', 'project'])).toBe(0);
    const [backup = ''] = readdirSync(cwd).filter((name) => name.includes('backup'));
    expect(statSync(join(cwd, backup)).mode & 0o777).toBe(0o600);
    expect(said.join('\n').includes(`git does not ignore it. Add *.backup-* to ${cwd}/.gitignore`)).toBe(
      isSaid,
    );
  });
});
