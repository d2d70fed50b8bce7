import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { ok, startHost } from '../../support/host/host.js';
import { runHost } from '../../support/host/raw.js';
import { installed, installedEntry, packed } from '../../support/programs/packed.js';

jest.setTimeout(300_000);

let folder: string;
let entry: string;

/** The examples as their users have them: packed, and installed next to the server, outside the repository. */
beforeAll(async () => {
  const parts = ['', 'core', 'examples/third-party-plugin', 'examples/javascript-plugin', 'examples/ee-only'];
  const tarballs: string[] = [];
  for (const part of parts) tarballs.push(await packed(part));
  folder = await installed(...tarballs);
  entry = installedEntry(folder);
});

describe('the third-party plugins', () => {
  let sandbox: Sandbox;
  let env: Record<string, string>;

  beforeAll(async () => {
    sandbox = await startSandbox();
    env = { KESTRA_BASE_URL: sandbox.baseUrl };
    const sla = { maxDuration: 'PT10M', flows: { 'company.greet': { minSuccess: 0.5 } } };
    const plugins = ['flow', 'execution', ['@acme/sla', sla], '@acme/sla-js'];
    writeFileSync(join(folder, 'kestra-mcp.config.json'), JSON.stringify({ plugins, strict: true }));
  });

  afterAll(() => sandbox.close());

  it('bring no tests, no sources and no copy of the host', () => {
    const files = readdirSync(join(folder, 'node_modules/@acme/kestra-mcp-sla'), { recursive: true }).map(
      String,
    );
    expect(files.filter((file) => /\.test\.|^src/.test(file))).toEqual([]);
    expect(files).toContain('kestra-mcp.manifest.json');
  });

  it('are shown by list, and healthy to doctor', async () => {
    const list = await runHost({ entry, cwd: folder, env, args: ['list'] });
    for (const name of ['check_sla', 'sla_targets (resource)', 'review_sla (prompt)', 'check_success_rate'])
      expect(list.stdout).toContain(name);
    expect(list.stdout).not.toContain('note:');
    const doctor = await runHost({ entry, cwd: folder, env, args: ['doctor'] });
    expect(doctor).toMatchObject({ code: 0, stderr: '' });
    expect(doctor.stdout).not.toContain('warn');
  });

  it('work on the Kestra that the host is configured for, with copies of core of their own', async () => {
    const { client, stderr, stop } = await startHost({ entry, cwd: folder, env });
    const source =
      'id: greet\nnamespace: company\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi\n';
    await ok(client, 'create_flow_from_yaml', { yaml_definition: source });
    await ok(client, 'execute_flow', { namespace: 'company', flow_id: 'greet', wait: true });
    expect(await ok(client, 'check_sla', { namespace: 'company' })).toMatchObject({
      kept: true,
      results: [
        { flow_id: 'greet', runs: 1, success: 1, target: { max_duration: 'PT10M', min_success: 0.5 } },
      ],
    });
    expect(await ok(client, 'check_success_rate', { namespace: 'company', flow_id: 'greet' })).toEqual({
      runs: 1,
      success: 1,
      kept: true,
    });
    const { contents } = await client.readResource({ uri: 'sla://company/greet' });
    expect(contents).toMatchObject([{ text: expect.stringContaining('"runs":1') }]);
    expect((await client.listPrompts()).prompts.map(({ name }) => name).sort()).toEqual([
      'explain_failures',
      'review_sla',
    ]);
    await stop();
    expect(stderr()).toBe('');
  });
});

describe('the configuration with the Enterprise Edition alone', () => {
  it('offers its tools, on an instance that is one', async () => {
    const file = join(folder, 'ee.config.json');
    cpSync(join(folder, 'node_modules/@kestra-mcp/example-ee-only/kestra-mcp.config.json'), file);
    const args = ['--config', file, '--sandbox=ee-1.3', '--enable', 'ee'];
    const { client, stop } = await startHost({ entry, cwd: folder, args });
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(10);
    expect(await ok(client, 'get_instance_info', {})).toBeDefined();
    await stop();
    const oss = await runHost({ entry, cwd: folder, args: ['list', '--config', file, '--sandbox'] });
    expect(oss.stdout).toContain('0 of 10 tools enabled');
  });
});
