import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { call, failed, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { cancellation, lines, opening, toolCall } from '../../support/host/messages.js';
import { RawHost, runHost } from '../../support/host/raw.js';
import { fixturePlugin } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { until } from '../../support/until.js';

/**
 * The limit is short if a plugin hangs, because the test waits for it. Otherwise it is long enough for a busy machine.
 */
function folderWith(...plugins: readonly unknown[]): string {
  const limits = { pluginStartMs: JSON.stringify(plugins).includes('hang') ? 3_000 : 60_000 };
  return temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins, limits }) });
}

const CASES: [what: string, plugin: unknown, says: string[]][] = [
  ['throws on import', fixturePlugin('throws-on-import'), ['acme-throws', 'does not even load']],
  ['exports something else', fixturePlugin('wrong-shape'), ['acme-wrong-shape', 'definePlugin']],
  [
    'has a tool name that is taken',
    fixturePlugin('duplicate'),
    ['@kestra-mcp/plugin-flow', 'acme-duplicate', '"find_flow"'],
  ],
  ['is written for another API', fixturePlugin('wrong-api'), ['acme-wrong-api', '99']],
  ['has a broken manifest', fixturePlugin('bad-manifest'), ['acme-bad-manifest 1.2.3', 'broken.json']],
  [
    'has a manifest without names',
    fixturePlugin('bad-list'),
    ['acme-bad-list 1.2.3', '`tools` has no `name`'],
  ],
  ['is not installed', 'acme-missing', ['"acme-missing"', 'npm install']],
  ['is a path to nowhere', './no/such/folder', ['./no/such/folder']],
  [
    'is given options it does not take',
    [fixturePlugin('greeting'), { a: 1 }],
    [
      '@acme/kestra-mcp-greeting 1.2.3',
      'does not take options, but the configuration gives it a',
      '`plugins`',
    ],
  ],
  [
    'is given options it does not accept',
    [fixturePlugin('with-options'), { owner: 3, limt: 2 }],
    ['acme-with-options 1.2.3', 'owner: ', '"limt"', '`plugins`'],
  ],
  [
    'needs another core',
    fixturePlugin('needs-newer-core'),
    ['acme-needs-newer-core 1.2.3', '^99.0.0', 'Install matching versions'],
  ],
  [
    'lacks a dependency',
    fixturePlugin('missing-dependency'),
    ['acme-missing-dependency 1.2.3', '"a-dependency-that-is-not-installed"', 'Install it'],
  ],
  [
    'never ends its import',
    fixturePlugin('hangs-on-import'),
    ['acme-hangs-on-import 1.2.3', 'within 3 s', 'top-level await that never resolves'],
  ],
  [
    'ends the process on import',
    fixturePlugin('exits-on-import'),
    ['acme-exits-on-import 1.2.3', 'process.exit(3)'],
  ],
];

describe('a plugin that cannot be used is left out', () => {
  it.each(CASES)('one that %s', async (_, plugin, says) => {
    const { client, stderr, stop } = await startHost({ cwd: folderWith('flow', plugin) });
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(7);
    expect(await failed(client, 'find_flow', {})).toContain('"query"');
    await stop();
    for (const part of says) expect(stderr()).toContain(part);
    expect(stderr()).not.toMatch(/^\s+at /m);
  });

  it('all at once: the others run, and list and doctor name each', async () => {
    const cwd = folderWith('kv', 'flow', ...CASES.map(([, plugin]) => plugin), fixturePlugin('typed-class'));
    const { code, stdout } = await runHost({ args: ['list'], cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('count_flows');
    expect(stdout).toContain('manage_kv_store');
    expect(stdout.match(/not loaded:/g)).toHaveLength(CASES.length);
    const doctor = await runHost({ args: ['doctor', '--sandbox'], cwd });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout.match(/^FAIL {2}plugin/gm)).toHaveLength(CASES.length);
  });

  it.each(CASES)('under --strict, one that %s stops the start', async (_, plugin, says) => {
    const cwd = folderWith('flow', plugin);
    const { code, stdout, stderr } = await runHost({ cwd, args: ['--strict'] });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const part of ['strict', ...says]) expect(stderr).toContain(part);
  });

  it('a name that may be its own is a warning, not an error', async () => {
    const cwd = folderWith('flow', fixturePlugin('throws-on-import'));
    const args = ['--disable', 'its_tool', '--log-level', 'warning'];
    const { client, stderr, stop } = await startHost({ cwd, args });
    expect((await client.listTools()).tools).toHaveLength(7);
    await stop();
    expect(stderr()).toContain('"its_tool"');
  });
});

describe('a plugin whose code is as bad as its manifest is good', () => {
  const throwing = () => folderWith('kv', fixturePlugin('throws-lazily'));

  it('is listed, and not imported for that', async () => {
    const { client, stderr, stop } = await startHost({ cwd: throwing() });
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'manage_kv_store',
      'say_nothing',
    ]);
    await stop();
    expect(stderr()).toBe('');
  });

  it.each(['throws-lazily', 'say_nothing'])('is never imported while %s is off', async (name) => {
    const { client, stderr, stop } = await startHost({ cwd: throwing(), args: ['--disable', name] });
    expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(['manage_kv_store']);
    expect(await failed(client, 'say_nothing')).toContain('not available');
    await stop();
    expect(stderr()).toBe('');
    const doctor = await runHost({
      args: ['doctor', '--sandbox', '--strict', '--disable', name],
      cwd: throwing(),
    });
    expect(doctor).toMatchObject({ code: 0, stderr: '' });
  });

  it('says so by name when it is called, and to doctor', async () => {
    const { client, stderr, stop } = await startHost({ cwd: throwing() });
    const text = await failed(client, 'say_nothing');
    const file = join(fixturePlugin('throws-lazily'), 'index.js');
    expect(text).toBe(
      `The plugin acme-throws-lazily 1.2.3 (${file}) could not be imported: it was imported (line 1)\n` +
        'Fix the plugin, report this to its author, or remove it from `plugins`.',
    );
    await client.ping();
    await stop();
    expect(stderr()).toContain(text);
    const doctor = await runHost({ args: ['doctor', '--sandbox'], cwd: throwing() });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain('FAIL  plugin acme-throws-lazily: The plugin acme-throws-lazily 1.2.3');
  });
});

describe('a plugin that does not start', () => {
  it.each([
    ['throw', 'failed in onInit: no connection'],
    ['hang', 'did not finish onInit within 3 s.'],
  ])('since its onInit does %s: its calls, stderr, doctor and --strict say so', async (mode, says) => {
    const cwd = folderWith('kv', [fixturePlugin('init'), { mode }]);
    const { client, stderr, stop } = await startHost({ cwd });
    const text = await failed(client, 'say_ready');
    for (const part of ['acme-init 1.2.3', says]) expect(text).toContain(part);
    expect(text.split('\n')).toHaveLength(2);
    expect(await failed(client, 'manage_kv_store', { namespace: 'a', action: 'get' })).toContain('"key"');
    await stop();
    expect(stderr()).toContain(says);
    const doctor = await runHost({ args: ['doctor', '--sandbox'], cwd });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain(says);
    const strict = await runHost({ args: ['--strict'], cwd });
    expect({ code: strict.code, stdout: strict.stdout }).toEqual({ code: 2, stdout: '' });
    expect(strict.stderr).toContain(says);
  });

  it('or does: once, before its first call, and it is told of its end', async () => {
    const cwd = folderWith([fixturePlugin('init'), { mode: 'good' }]);
    const { client, stderr, stop } = await startHost({ cwd });
    await client.listTools();
    expect(stderr()).toBe('');
    expect(await ok(client, 'say_ready')).toEqual({ said: 'ready: good' });
    expect(await ok(client, 'say_ready')).toEqual({ said: 'ready: good' });
    await stop();
    const said = stderr().match(/\[acme-init 1\.2\.3\] on\w+: good/g);
    expect(said).toEqual(['[acme-init 1.2.3] onInit: good', '[acme-init 1.2.3] onDispose: good']);
  });
});

describe('a handler that does what it must not', () => {
  let host: RunningHost;
  /** Its calls time out after 2 s. Large results can take longer on a busy machine. */
  let impatient: RunningHost;

  beforeAll(async () => {
    const plugins = [fixturePlugin('clumsy'), fixturePlugin('unknown-service'), 'kv'];
    const started = (limits: object) => {
      const content = JSON.stringify({ plugins, limits });
      return startHost({ cwd: temporaryFolder({ 'kestra-mcp.config.json': content }) });
    };
    host = await started({ pluginStartMs: 60_000 });
    impatient = await started({ callMs: 2_000, pluginStartMs: 60_000 });
  });

  it.each([
    ['throw_error', 'a mistake in the plugin'],
    ['throw_text', 'just text'],
    ['throw_nothing', 'no reason'],
    ['return_nothing', 'does not match its output schema'],
    ['return_wrong', 'said'],
    ['return_circle', ''],
    ['lose_things', 'Nowhere'],
    ['call_exit', 'process.exit(3)'],
    ['hang_for_ever', 'did not finish within 2 s'],
  ])("%s comes back as an error by the plugin's name, and the host lives on", async (name, says) => {
    const { client, stderr } = name === 'hang_for_ever' ? impatient : host;
    const text = await failed(client, name);
    expect(text).toContain(says);
    expect(text).toMatch(/acme-\S+ 1\.2\.3 \(.*index\.js\)/);
    expect(text).not.toMatch(/^\s+at /m);
    await until(() => (stderr().includes(text.split('\n')[0] ?? '') ? true : undefined), stderr);
    await client.ping();
  });

  it.each([
    ['return_much', 11_000_000],
    ['return_fifty_megabytes', 50_000_000],
  ])('%s is cut, fits its schema, and says what is missing', async (name, length) => {
    const { content, structuredContent } = await host.client.callTool({ name, arguments: {} });
    const [json, note] = content.map((block) => (block.type === 'text' ? block.text : ''));
    expect(JSON.parse(json ?? '')).toEqual(structuredContent);
    expect(structuredContent).toEqual({ said: expect.stringMatching(/^x+ ⟦kestra-mcp left out \d+ of /) });
    expect(note).toContain(`said: a text of ${length} characters is cut.`);
    expect(`${json}${note}`.length).toBeLessThanOrEqual(40_000);
    await host.client.ping();
  });

  it.each([
    ['exit_later', 'called process.exit(4)'],
    ['reject_later', 'rejected a promise that nothing awaits: rejected later'],
    ['throw_later', 'threw an error outside of any call: thrown later'],
  ])("%s is told on stderr by the plugin's name, and the host lives on", async (name, says) => {
    expect(await ok(host.client, name)).toEqual({ said: 'soon' });
    const named = new RegExp(
      `ERROR The plugin acme-clumsy 1\\.2\\.3 \\(.*index\\.js\\) ${says.replace(/[()]/g, '\\$&')}`,
    );
    await until(() => (named.test(host.stderr()) ? true : undefined), host.stderr);
    await host.client.ping();
  });

  it('what it prints is on stderr under its name', async () => {
    await ok(host.client, 'print_something');
    await until(() =>
      host.stderr().includes('[acme-clumsy 1.2.3] printed by a handler') ? true : undefined,
    );
  });

  it('what the schema does not name and what says nothing is left out', async () => {
    expect(await ok(host.client, 'return_nulls')).toEqual({ said: 'yes' });
  });

  it('is told when the client cancels', async () => {
    const cancel = new AbortController();
    const waiting = call(host.client, 'never_end', {}, { signal: cancel.signal });
    await until(() => (host.stderr().includes('never_end: started') ? true : undefined));
    cancel.abort('enough');
    await expect(waiting).rejects.toThrow();
    expect(await until(() => (host.stderr().includes('never_end: aborted') ? true : undefined))).toBe(true);
  });

  it('is not even started when the client has cancelled before', async () => {
    const raw = new RawHost({ cwd: folderWith(fixturePlugin('clumsy')) });
    raw.send(...opening());
    await raw.answer(0);
    // Sent in one write, so that the cancellation arrives while the plugin is still being imported.
    raw.write(lines([toolCall(1, 'never_end'), cancellation(1), toolCall(2, 'return_nulls')]));
    await raw.answer(2);
    raw.endInput();
    expect(await raw.finished).toMatchObject({ code: 0, stderr: '' });
  });
});
