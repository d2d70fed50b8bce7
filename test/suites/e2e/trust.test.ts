import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { trust } from '../../../core/src/commands/trust/trust.js';
import { runHost } from '../../support/host/raw.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { CTRL_C, ENTER, Person } from '../../support/programs/person.js';
import { temporaryFolder } from '../../support/temporary.js';

let home: string;
let env: Record<string, string>;
beforeEach(() => {
  home = temporaryFolder({
    '.config/kestra-mcp/.env': 'KESTRA_USERNAME=ada\nKESTRA_PASSWORD=hunter2-of-ada\n',
  });
  env = { HOME: home, KESTRA_MCP_TRUST: '', KESTRA_MCP_USER_FOLDER: join(home, '.config/kestra-mcp') };
});

const store = () => join(home, '.config/kestra-mcp/trusted.json');
const project = (baseUrl = 'http://127.0.0.1:1') =>
  temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ kestra: { baseUrl } }) });
const doctor = (cwd: string) => runHost({ args: ['doctor'], cwd, env });

describe('kestra-mcp trust, asking', () => {
  it('shows the folder, asks for the credentials too, and remembers after a yes', async () => {
    const fake = await fakeKestra(() => ({ body: CONFIGS }));
    const cwd = project(fake.baseUrl);
    const person = new Person([], cwd, env, trust);
    await person.answer('Trust this folder and send your credentials to http://127.0.0.1', 'y');
    expect(await person.code).toBe(0);
    expect(person.said).toContain(`${cwd}\n  files        kestra-mcp.config.json\n`);
    await doctor(cwd);
    expect(fake.seen.map(({ authorization }) => authorization)).toContain(
      `Basic ${Buffer.from('ada:hunter2-of-ada').toString('base64')}`,
    );
    const list = await runHost({ args: ['trust', '--list'], env });
    expect(list.stdout).toMatch(/^\/.*, with the credentials of KESTRA_USERNAME in .*\.env for http:\/\/127/);
    expect(list.stdout + person.said).not.toContain('hunter2');
  });

  it.each([
    ['no', 'n'],
    ['Enter alone', ENTER],
    ['Ctrl-C', CTRL_C],
  ])('remembers nothing after %s', async (_, key) => {
    const person = new Person([], project(), env, trust);
    await person.answer('Trust this folder', key);
    expect(await person.code).toBe(1);
    expect(existsSync(store())).toBe(false);
  });
});

describe('kestra-mcp trust', () => {
  it('trusts nothing that it cannot show, and says what is missing', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json':
        '{"kestra":{"baseUrl":"http://127.0.0.1:1/${NOT_SET_HERE}/api/v1"},"plugins":["./mine.js"]}',
      'mine.js': '',
    });
    const { code, stdout, stderr } = await runHost({ cwd, args: ['trust', '--yes'], env });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^ {2}address +unknown$/m);
    expect(stdout).toMatch(/^ {2}code +mine\.js$/m);
    expect(stdout).toMatch(/^ {2}variables +NOT_SET_HERE \(not set\)$/m);
    expect(stderr).toContain(
      `Not everything that ${cwd} would do can be shown, so the folder was not trusted.`,
    );
    expect(stderr).toContain('uses the environment variable NOT_SET_HERE, which is not set');
    expect(stderr).toContain('set it as your client does, and run the command again');
  });

  it.each<[string, string[], number, string]>([
    ['a folder that is none', ['no-such'], 2, 'no-such is not a folder.'],
    ['more than it takes', ['a', 'b'], 2, 'Unexpected argument "b".'],
    ['a flag that it has not', ['--yess'], 2, 'Unknown flag --yess. Did you mean "--yes" or "--list"?'],
    [
      'a list of something',
      ['--list', '--yes'],
      2,
      '--list cannot be combined with a folder or other flags.',
    ],
    ['nobody to ask', [], 2, 'No terminal is available'],
  ])('refuses %s', async (_, args, code, said) => {
    const finished = await runHost({ args: ['trust', ...args], cwd: project(), env });
    expect([finished.code, finished.stderr]).toEqual([code, expect.stringContaining(said)]);
  });

  it('has nothing to do where there is nothing, or where all is the own', async () => {
    for (const folder of [temporaryFolder(), join(home, '.config/kestra-mcp')]) {
      const { code, stdout } = await runHost({ args: ['trust', folder], env });
      expect([code, stdout]).toEqual([
        0,
        expect.stringContaining('contains no configuration that needs trust'),
      ]);
    }
  });

  it('does not trust what would not start', async () => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.json': '{"tols":1}' });
    const { code, stderr } = await runHost({ args: ['trust', '--yes'], cwd, env });
    expect([code, stderr]).toEqual([2, expect.stringContaining('unknown key "tols"')]);
    expect(existsSync(store())).toBe(false);
  });
});

describe('init in a folder', () => {
  const init = (cwd: string, ...args: string[]) =>
    runHost({ args: ['init', '--yes', '--folder', '.', '--offline', ...args], cwd, env });

  it('is trusted, but gets none of the credentials that are for another address', async () => {
    const fake = await fakeKestra(() => ({ body: CONFIGS }));
    const cwd = temporaryFolder();
    const { code, stderr } = await init(cwd, '--base-url', fake.baseUrl, '--auth', 'none', '--read-only');
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(`${cwd} is now trusted in its present state.`),
    ]);
    const { stdout } = await doctor(cwd);
    expect(stdout).toContain(`address: ${fake.baseUrl} `);
    expect(stdout).toContain('credentials: none');
    expect(stdout).toContain('are not sent to http://127.0.0.1');
    expect(new Set(fake.seen.map(({ authorization }) => authorization))).toEqual(new Set(['']));
    expect(Object.keys(JSON.parse(readFileSync(store(), 'utf8')).folders)).toEqual([cwd]);
    // It works again, because the folder is trusted now.
    expect(await init(cwd, '--base-url', fake.baseUrl, '--auth', 'none')).toMatchObject({ code: 0 });
  });

  it('refuses one whose files nobody has trusted, and writes nothing', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json': '{"plugins":["./p.mjs"]}',
      'p.mjs': 'process.stderr.write("RAN")',
    });
    const { code, stderr } = await init(cwd, '--base-url', 'http://127.0.0.1:1');
    expect([code, stderr]).toEqual([2, expect.stringContaining(` trust ${cwd}`)]);
    expect(stderr).not.toContain('RAN');
    expect(existsSync(join(cwd, '.env'))).toBe(false);
  });
});
