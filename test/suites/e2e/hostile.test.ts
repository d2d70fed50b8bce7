import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, failed, ok, type RunningHost, startHost } from '../../support/host/host.js';
import { opening, request } from '../../support/host/messages.js';
import { RawHost, runHost } from '../../support/host/raw.js';
import { fixturePlugin } from '../../support/paths.js';
import { temporaryFolder, write } from '../../support/temporary.js';
import { until } from '../../support/until.js';

const HOSTILE = fixturePlugin('hostile');
const NAMED = 'acme-hostile 1.2.3 (';
const SECRET = 'a-secret-of-the-plugin';

const json = (config: object) => ({ 'kestra-mcp.config.json': JSON.stringify(config) });
const seen = (look: () => boolean, about: () => string) => until(() => (look() ? true : undefined), about);

async function names({ client }: RunningHost): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name);
}

describe('a plugin that does its worst', () => {
  let host: RunningHost;

  beforeAll(async () => {
    host = await startHost({ cwd: temporaryFolder(json({ plugins: ['kv', [HOSTILE, { key: SECRET }]] })) });
  });

  it.each([
    ['throw_getter', 'an error without a message was thrown'],
    ['throw_bare_object', 'an error without a message was thrown'],
    ['throw_proxy', 'an error without a message was thrown'],
    ['throw_much', '… (10000000 characters)'],
    ['blame_others', 'failed unexpectedly: I blame the plugin other 9.9.9.'],
    ['kill_host', 'called process.kill on the server'],
    ['abort_host', 'called process.abort()'],
  ])('%s: is told by its name, in few words, and on stderr', async (name, says) => {
    const text = await failed(host.client, name);
    expect(text).toContain(says);
    expect(text).toContain(NAMED);
    expect(text.length).toBeLessThan(6_000);
    await seen(
      () => host.stderr().includes(text.split('\n')[0] ?? ''),
      () => text,
    );
    await host.client.ping();
  });

  it.each([
    ['proxy_in_timer', 'threw an error outside of any call: an error without a message was thrown'],
    ['reject_proxy', 'rejected a promise that nothing awaits: an error without a message was thrown'],
    ['throw_in_microtask', 'threw an error outside of any call: thrown in a microtask'],
  ])('%s: is told on stderr by its name', async (name, says) => {
    expect(await ok(host.client, name)).toEqual({ said: 'soon' });
    await seen(
      () => new RegExp(`${NAMED.replace('(', '\\(')}\\S+\\) ${says}`).test(host.stderr()),
      host.stderr,
    );
    await host.client.ping();
  });

  it('does not end stdout', async () => {
    await ok(host.client, 'end_stdout');
    await seen(() => host.stderr().includes('the end'), host.stderr);
    await host.client.ping();
  });

  it('tells no secret on any way out', async () => {
    const said: string[] = [];
    host.client.setNotificationHandler(
      'notifications/message',
      ({ params }) => void said.push(String(params.data)),
    );
    const onprogress = ({ message = '' }) => void said.push(message);
    const answer = await call(host.client, 'tell_secret', {}, { onprogress });
    expect(answer.value).toEqual({ said: '***masked by kestra-mcp***' });
    await seen(() => host.stderr().includes('printed ***masked by kestra-mcp***'), host.stderr);
    expect(said.sort()).toEqual(['log ***masked by kestra-mcp***', 'progress ***masked by kestra-mcp***']);
    expect(host.stderr()).not.toContain(SECRET);
  });
});

describe('a plugin that changes the environment and the folder', () => {
  it('changes nothing for the next reload', async () => {
    const cwd = temporaryFolder(json({ plugins: ['kv', HOSTILE] }));
    const env = { KESTRA_MCP_READ_ONLY: 'true', KESTRA_BASE_URL: 'http://127.0.0.1:2' };
    const host = await startHost({ cwd, env });
    await ok(host.client, 'change_environment');
    write(cwd, json({ plugins: ['kv', 'namespace', HOSTILE], logLevel: 'info' }));
    await seen(() => host.stderr().includes('was reloaded'), host.stderr);
    expect(await failed(host.client, 'list_namespaces')).toContain('http://127.0.0.1:2');
    const set = { action: 'set', namespace: 'a', key: 'b', value: 'c' };
    expect(await failed(host.client, 'manage_kv_store', set)).toContain(
      'read-only mode is on (KESTRA_MCP_READ_ONLY)',
    );
    await host.stop();
  });
});

describe('what is written to limit and is blank', () => {
  it.each([
    ['tools.fixed.namespaces', { fixed: { namespaces: '' } }],
    ['tools.fixed.namespaces', { fixed: { namespaces: ' ' } }],
    ['tools.fixed.namespaces.0', { fixed: { namespaces: ['${NOT_SET:-}'] } }],
    ['tools.fixed.namespaces', { fixed: { namespaces: '${NOT_SET:-}' } }],
    ['tools.fixed.tenant', { fixed: { tenant: '' } }],
    ['tools.only.0', { only: ['${NOT_SET:-}'] }],
    ['tools.disable.0', { disable: [''] }],
    ['tools.readOnly', { readOnly: '' }],
  ])('%s stops the start: %j', async (key, tools) => {
    const { code, stderr } = await runHost({ args: ['list'], cwd: temporaryFolder(json({ tools })) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${key} is empty`) });
  });

  it.each(['company.', '.company', 'a..b', '*'])('a namespace such as "%s" is none', async (namespaces) => {
    const { code, stderr } = await runHost({
      args: ['list'],
      cwd: temporaryFolder(json({ tools: { fixed: { namespaces } } })),
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`"${namespaces}" is not a namespace`),
    });
  });
});

describe('a typo in disable', () => {
  it('is told while a broken plugin may have that name', async () => {
    const cwd = temporaryFolder(json({ plugins: ['kv', fixturePlugin('throws-on-import')] }));
    const { client, stderr, stop } = await startHost({ cwd, args: ['--disable', 'kvv'] });
    await client.listTools();
    await stop();
    expect(stderr()).toContain('is named "kvv". Did you mean "kv"');
  });
});

describe('a configuration that never comes to an end', () => {
  const NEVER = 'await new Promise((resolve) => setInterval(() => resolve, 1e9)); export default {};';

  it('does not start, and says why', async () => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.mjs': NEVER });
    const { code, stderr } = await runHost({ cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('Reading the configuration took longer than 10 s.');
  });

  it.each([
    ['itself', { 'kestra-mcp.config.mjs': NEVER }],
    [
      'in a plugin',
      {
        'hang.mjs': NEVER,
        'kestra-mcp.config.mjs':
          'export default { plugins: ["kv", "./hang.mjs"], limits: { pluginStartMs: 600_000 } };',
      },
    ],
  ])('(%s) does not stand in the way of the next edit', async (_, files) => {
    const cwd = temporaryFolder({ 'kestra-mcp.config.mjs': 'export default { plugins: ["kv"] };' });
    const host = await startHost({ cwd });
    write(cwd, files);
    // A file edit alone would not add a plugin.
    process.kill(host.pid, 'SIGHUP');
    await new Promise((resolve) => setTimeout(resolve, 600));
    write(cwd, { 'kestra-mcp.config.mjs': 'export default { plugins: ["namespace"] };' });
    await until(
      async () => ((await names(host)).includes('list_namespaces') ? true : undefined),
      host.stderr,
    );
    // It did not wait for the hanging plugin.
    expect(host.stderr()).toBe('');
    expect(await names(host)).not.toContain('manage_kv_store');
    await host.stop();
  });
});

describe('the configuration file', () => {
  it('may be a link to one that changes', async () => {
    const real = temporaryFolder(json({ plugins: ['kv'] }));
    const cwd = temporaryFolder();
    symlinkSync(join(real, 'kestra-mcp.config.json'), join(cwd, 'kestra-mcp.config.json'));
    const host = await startHost({ cwd });
    write(real, json({ plugins: ['replay'] }));
    await until(
      async () => ((await names(host)).includes('replay_execution') ? true : undefined),
      host.stderr,
    );
    await host.stop();
  });

  it('may be in a folder that another is put in the place of, again and again', async () => {
    const cwd = temporaryFolder({ 'a/kestra-mcp.config.json': JSON.stringify({ plugins: ['kv'] }) });
    const host = await startHost({ cwd: join(cwd, 'a') });
    for (const [index, [plugin, tool]] of [
      ['replay', 'replay_execution'],
      ['namespace', 'list_namespaces'],
    ].entries()) {
      mkdirSync(join(cwd, 'b'));
      writeFileSync(join(cwd, 'b/kestra-mcp.config.json'), JSON.stringify({ plugins: [plugin] }));
      renameSync(join(cwd, 'a'), join(cwd, `old${index}`));
      renameSync(join(cwd, 'b'), join(cwd, 'a'));
      await until(async () => ((await names(host)).includes(tool ?? '') ? true : undefined), host.stderr);
    }
    writeFileSync(join(cwd, 'a/kestra-mcp.config.json'), JSON.stringify({ plugins: ['kv'] }));
    await until(
      async () => ((await names(host)).includes('manage_kv_store') ? true : undefined),
      host.stderr,
    );
    await host.stop();
  });

  it('takes effect though a plugin that it adds cannot be used', async () => {
    const cwd = temporaryFolder(json({ plugins: ['kv'] }));
    const host = await startHost({ cwd });
    write(cwd, json({ plugins: ['kv', fixturePlugin('throws-on-import')], tools: { readOnly: true } }));
    process.kill(host.pid, 'SIGHUP');
    await seen(() => host.stderr().includes('acme-throws 1.2.3'), host.stderr);
    const set = { action: 'set', namespace: 'a', key: 'b', value: 'c' };
    expect(await failed(host.client, 'manage_kv_store', set)).toContain('read-only');
    await host.stop();
  });
});

describe('the command line', () => {
  it('doctor reports under --strict, too', async () => {
    const cwd = temporaryFolder(json({ plugins: ['kv', fixturePlugin('throws-on-import')] }));
    const { code, stdout } = await runHost({ args: ['doctor', '--sandbox', '--strict'], cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('FAIL  plugin');
  });

  it('says that a flag takes no value', async () => {
    const { code, stderr } = await runHost({ args: ['--read-only=false'] });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('--read-only does not take a value.'),
    });
  });
});

describe('a plugin that takes away who listens', () => {
  let host: RawHost;
  afterAll(() => host.kill('SIGKILL'));

  it('leaves a host that can be ended', async () => {
    host = new RawHost({ cwd: temporaryFolder(json({ plugins: [HOSTILE] })) });
    host.send(...opening(), request(1, 'tools/list'));
    await host.answer(1);
    host.kill('SIGTERM');
    expect(await host.finished).toMatchObject({ code: 0 });
  });
});
