import { beforeAll, describe, expect, it } from '@jest/globals';
import { call, failed, ok, type RunningHost, startHost } from '../support/host.js';
import { cancellation, lines, opening, toolCall } from '../support/messages.js';
import { fixturePlugin } from '../support/paths.js';
import { RawHost, runHost } from '../support/raw.js';
import { temporaryFolder } from '../support/temporary.js';
import { until } from '../support/until.js';

function folderWith(...plugins: readonly unknown[]): string {
  return temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins }) });
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
  ['has a broken manifest', fixturePlugin('bad-manifest'), ['bad-manifest']],
  ['is not installed', 'acme-missing', ['"acme-missing"', 'npm install']],
  ['is a path to nowhere', './no/such/folder', ['./no/such/folder']],
  ['is given options it does not take', [fixturePlugin('greeting'), { a: 1 }], ['greeting', 'options']],
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
    expect(stdout.match(/left out:/g)).toHaveLength(CASES.length);
    const doctor = await runHost({ args: ['doctor', '--sandbox'], cwd });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout.match(/^FAIL {2}plugin/gm)).toHaveLength(CASES.length);
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

describe('a handler that does what it must not', () => {
  let host: RunningHost;

  beforeAll(async () => {
    const cwd = folderWith(fixturePlugin('clumsy'), fixturePlugin('unknown-service'));
    host = await startHost({ cwd });
  });

  it.each([
    ['throw_error', 'a mistake in the plugin'],
    ['throw_text', 'just text'],
    ['throw_nothing', ''],
    ['return_nothing', 'return_nothing'],
    ['return_wrong', 'said'],
    ['return_circle', ''],
    ['return_much', '11000'],
    ['lose_things', 'Nowhere'],
  ])('%s comes back as an error without a stack, and the host lives on', async (name, says) => {
    const text = await failed(host.client, name);
    expect(text).not.toBe('');
    expect(text).toContain(says);
    expect(text).not.toMatch(/^\s+at /m);
    await host.client.ping();
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
    // In one piece: the cancellation is there while the code of the plugin is still being imported.
    raw.write(lines([toolCall(1, 'never_end'), cancellation(1), toolCall(2, 'return_nulls')]));
    await raw.answer(2);
    raw.endInput();
    expect(await raw.finished).toMatchObject({ code: 0, stderr: '' });
  });
});
