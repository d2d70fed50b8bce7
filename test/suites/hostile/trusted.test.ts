import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { trust } from '../../../core/src/commands/trust/trust.js';
import { CONFIGS, type FakeKestra, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { temporaryFolder, write } from '../../support/temporary.js';
import { Listener } from './listener.js';
import { CREDENTIALS, OWNERS, type Owner, SECRET, settle, visit } from './visit.js';
import { type Aims, code, json, to, type Way } from './way.js';

const BASIC = `Basic ${Buffer.from(Object.values(CREDENTIALS).join(':')).toString('base64')}`;

let listener: Listener;
let mine: FakeKestra;

beforeAll(async () => {
  listener = await Listener.start();
  mine = await fakeKestra(() => ({ body: CONFIGS }));
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await listener.close();
});
beforeEach(() => void listener.heard());

type Files = Record<string, string>;
const way = (files: (aims: Aims) => Files): Way => ({ name: '', files });
const placeOf = (files: (aims: Aims) => Files, owner: Owner = 'the environment') =>
  settle(way(files), owner, mine.baseUrl, listener.host);

/** Runs `kestra-mcp trust --yes` there. Returns its output. */
async function trusted(place: ReturnType<typeof placeOf>, ...flags: string[]): Promise<string> {
  const printed: string[] = [];
  const env = { ...place.env, KESTRA_MCP_USER_FOLDER: place.userFolder };
  const print = async (text: string) => void printed.push(text);
  await trust([...flags, place.cwd], { env, cwd: '/', print });
  return printed.join('\n');
}

describe('with trust', () => {
  it.each(OWNERS)('goes to the address that was shown; credentials of %s', async (owner) => {
    const place = placeOf(({ evil }) => json(to(evil)), owner);
    const shown = await trusted(place, '--yes');
    const { heard, config } = await visit(place, listener);
    // A file named explicitly has precedence over folders.
    const isNamed = owner === 'a named file';
    expect(heard.text.includes(BASIC)).toBe(!isNamed);
    expect(shown).toContain(`address      http://${listener.host}`);
    if (owner === "the user's folder")
      expect(shown).toContain('credentials  your own would be sent there: KESTRA_USERNAME');
    expect(config.tools).toMatchObject({ readOnly: true, fixed: { namespaces: ['company'] } });
  });

  it("sends nothing of the user's folder where only the start was trusted", async () => {
    const place = placeOf(({ evil }) => json(to(evil)), "the user's folder");
    const { heard, config } = await visit({ ...place, args: ['--trust'] }, listener);
    expect(heard.connections).toBeGreaterThan(0);
    expect(heard.text).not.toContain('authorization');
    expect(config.warnings?.join()).toContain(`are not sent to http://${listener.host}`);
  });

  it('runs the code that was shown, and names the variables', async () => {
    const place = placeOf((aims) => ({
      ...json({ plugins: ['./p.mjs'], ...to(aims.evil, '/$' + '{AWS_SECRET_ACCESS_KEY}') }),
      'p.mjs': `import './q.mjs'; export default {};`,
      'q.mjs': code(aims),
    }));
    const shown = await trusted(place, '--yes');
    expect(shown).toMatch(
      /plugins +\.\/p\.mjs\n +code +p\.mjs, q\.mjs\n +variables +AWS_SECRET_ACCESS_KEY\n/,
    );
    expect(shown).not.toContain(SECRET);
    expect((await visit(place, listener)).hasRun).toBe(true);
  });

  it('shows that a port would be opened, and for whom', async () => {
    const http = { listen: true, allowedOrigins: ['https://evil.example.com'] };
    const place = placeOf(() => ({
      ...json({ http }),
      '.env': 'KESTRA_MCP_HTTP_ALLOWED_HOSTS=evil.example.com',
    }));
    const shown = await trusted(place, '--yes');
    expect(shown).toContain(`http         ${JSON.stringify(http)}\n`);
    expect(shown).toContain('http         KESTRA_MCP_HTTP_ALLOWED_HOSTS=evil.example.com\n');
  });

  it('shows a proxy, which all that is sent would pass', async () => {
    const place = placeOf(({ evil }) => ({
      ...json({ kestra: { baseUrl: 'http://kestra.example.com' } }),
      '.env': `HTTP_PROXY=http://user:pass@${evil}\n`,
    }));
    const shown = await trusted(place, '--yes');
    expect(shown).toContain(`proxy        http://${listener.host} (HTTP_PROXY)\n`);
    expect(shown).not.toContain('user:pass');
  });

  it('runs nothing to show what would run', async () => {
    const place = placeOf((aims) => ({
      'kestra-mcp.config.ts': code(aims),
      ...json({ plugins: ['./p.mjs'] }),
      'p.mjs': code(aims),
    }));
    const shown = await trusted(place, '--yes');
    expect(shown).toContain('what kestra-mcp.config.ts configures is known only when it runs');
    expect(existsSync(place.marker)).toBe(false);
  });

  it('is not given where nobody can be asked', async () => {
    const place = placeOf(({ evil }) => json(to(evil)));
    await expect(trusted(place)).rejects.toThrow('No terminal is available');
    expect((await visit(place, listener)).heard.connections).toBe(0);
  });
});

describe('what has changed since you trusted it', () => {
  const before = (aims: Aims): Files => ({
    ...json({ plugins: ['./p.mjs'], tools: { disable: ['kv'] } }),
    'p.mjs': 'import "./q.mjs"; export default {};',
    'q.mjs': '',
    'docs/x.mjs': code(aims),
  });

  it.each<[string, (aims: Aims) => Files]>([
    ['the address', ({ evil }) => json(to(evil))],
    ['a .env that is new', ({ evil }) => ({ '.env': `KESTRA_BASE_URL=http://${evil}` })],
    ['the plugin', (aims) => ({ 'p.mjs': code(aims) })],
    ['what the plugin imports', (aims) => ({ 'q.mjs': code(aims) })],
    [
      'which file comes first',
      (aims) => ({ 'kestra-mcp.config.js': code(aims), 'package.json': '{"type":"module"}' }),
    ],
    ['a plugin more', () => json({ plugins: ['./p.mjs', './docs/x.mjs'] })],
  ])('is not trusted: %s', async (_, edit) => {
    const place = placeOf(before);
    await trusted(place, '--yes');
    expect((await visit(place, listener)).config.plugins).toHaveLength(1);
    write(place.cwd, edit({ evil: listener.host, marker: place.marker }));
    const { heard, hasRun, config, writing } = await visit(place, listener);
    expect({ heard: heard.connections, hasRun, writing }).toEqual({ heard: 0, hasRun: false, writing: [] });
    expect(config.untrusted).toMatchObject({ changed: true });
  });

  it('is not trusted in a copy, nor when it was revoked', async () => {
    const place = placeOf(({ evil }) => json(to(evil)));
    await trusted(place, '--yes');
    const copy = temporaryFolder();
    cpSync(place.cwd, copy, { recursive: true });
    expect((await visit({ ...place, cwd: copy }, listener)).heard.connections).toBe(0);
    expect((await visit(place, listener)).heard.connections).toBeGreaterThan(0);
    await trusted(place, '--revoke');
    expect((await visit(place, listener)).heard.connections).toBe(0);
  });

  it('is never half of each, however fast it changes while it is read', async () => {
    const { loadConfig } = await import('../../../core/src/config/load.js');
    const place = placeOf(() => json({ tools: { disable: ['kv'] } }));
    await trusted(place, '--yes');
    const other = JSON.stringify({ ...to(listener.host), tools: { disable: ['flow'] } });
    write(place.cwd, { good: JSON.stringify({ tools: { disable: ['kv'] } }), evil: other });
    const flip = `const fs = require('node:fs'); for (let i = 0; ; i += 1) {
      fs.copyFileSync(i % 2 ? 'good' : 'evil', 'next'); fs.renameSync('next', 'kestra-mcp.config.json'); }`;
    const flipping = spawn(process.execPath, ['-e', flip], { cwd: place.cwd, stdio: 'ignore' });
    const seen = new Set<string>();
    try {
      const until = Date.now() + 30_000;
      for (let count = 0; Date.now() < until && (count < 300 || seen.size < 2); count += 1) {
        const around = { env: place.env, cwd: place.cwd, userConfigFolder: place.userFolder };
        const { kestra, untrusted, tools } = await loadConfig({ argv: [], ...around });
        const further = tools.further?.map(({ names }) => names.join()).join() ?? '';
        seen.add(
          `${kestra.baseUrl === mine.baseUrl} ${untrusted?.changed ?? false} ${tools.disable} ${further}`,
        );
      }
    } finally {
      flipping.kill('SIGKILL');
    }
    // The nearest list with its additions is either as trusted, or as in a folder that may only restrict.
    expect([...seen].sort()).toEqual(['true false kv files', 'true true files flow']);
  });

  it('is no code of a plugin that is imported later', async () => {
    const { loadConfig } = await import('../../../core/src/config/load.js');
    const { loadPlugins } = await import('../../../core/src/plugin/load/load.js');
    const place = placeOf(before);
    await trusted(place, '--yes');
    const config = await loadConfig({
      argv: [],
      env: place.env,
      cwd: place.cwd,
      userConfigFolder: place.userFolder,
    });
    write(place.cwd, { 'p.mjs': code({ evil: '', marker: place.marker }) });
    const { code: shown, folder } = config;
    const { quarantined } = await loadPlugins(config.plugins, {
      folder,
      startMs: 5_000,
      ...(shown && { code: shown }),
    });
    expect(String(quarantined[0]?.problem)).toContain(
      'has code that its folder did not contain when you trusted it',
    );
    expect(existsSync(place.marker)).toBe(false);
    rmSync(place.cwd, { recursive: true });
  });
});
