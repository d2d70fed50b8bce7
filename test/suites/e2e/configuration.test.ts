// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of clients.

import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../core/src/config/load.js';
import { ok, startHost } from '../../support/host/host.js';
import { listed } from '../../support/host/listed.js';
import { runHost } from '../../support/host/raw.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

/** Returns the first request that the server sends to Kestra. */
async function firstRequest(start: (baseUrl: string) => Parameters<typeof startHost>[0]) {
  const fake = await fakeKestra(({ url }) => ({ body: url.endsWith('/configs') ? CONFIGS : '[]' }));
  const { client, stop } = await startHost(start(fake.baseUrl));
  await ok(client, 'list_flows_in_namespace', { namespace: 'company' });
  await stop();
  await fake.close();
  return fake.seen.find(({ url }) => !url.endsWith('/configs'));
}

describe("the repository's own configuration file", () => {
  it('changes nothing', async () => {
    const cwd = temporaryFolder();
    copyFileSync(join(ROOT, 'kestra-mcp.config.ts'), join(cwd, 'kestra-mcp.config.ts'));
    expect(await listed({ cwd })).toEqual(await listed());
    const { baseUrl } = await fakeKestra(() => ({ body: CONFIGS }));
    const env = { KESTRA_BASE_URL: baseUrl };
    const findings = async (folder: string) => {
      const { stdout } = await runHost({ args: ['doctor'], cwd: folder, env });
      // Only the origins of values may differ.
      return stdout
        .replace(/^.*configuration file: .*$/m, '')
        .replaceAll(/ \((default|[^()]*config\.ts)\)$/gm, '');
    };
    expect(await findings(cwd)).toBe(await findings(temporaryFolder()));
  });

  it('is passed over without a word when the host starts in the repository, and read by --config', async () => {
    const { baseUrl } = await fakeKestra(() => ({ body: CONFIGS }));
    const env = { KESTRA_BASE_URL: baseUrl, KESTRA_MCP_TRUST: '' };
    const { code, stdout, stderr } = await runHost({ args: ['doctor'], cwd: ROOT, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('configuration file: none');
    expect(stdout).toContain(`address: ${baseUrl} `);
    const file = join(ROOT, 'kestra-mcp.config.ts');
    const named = await runHost({ args: ['doctor', '--config', file], cwd: ROOT, env });
    expect(named.stdout).toContain(`configuration file: ${file}`);
  });
});

describe('the clone', () => {
  it("leaves the user's own configuration in force", async () => {
    const mine = { kestra: { baseUrl: 'http://127.0.0.1:9999' }, tools: { readOnly: true } };
    const home = temporaryFolder({
      '.config/kestra-mcp/kestra-mcp.config.json': JSON.stringify(mine),
      '.config/kestra-mcp/.env': 'KESTRA_USERNAME=ada\nKESTRA_PASSWORD=pw#1\n',
    });
    const { stdout, stderr } = await runHost({ args: ['doctor'], cwd: ROOT, env: { HOME: home } });
    const folder = join(home, '.config/kestra-mcp');
    expect(stdout).toContain(`configuration file: ${join(folder, 'kestra-mcp.config.json')}`);
    expect(stdout).toContain('address: http://127.0.0.1:9999/api/v1');
    expect(stdout).toContain('credentials: user name ada');
    expect(stdout).toMatch(/enabled, read-only/);
    expect(stdout + stderr).not.toContain('is ignored');
  });

  it('has a sample whose every key can be taken as it is', async () => {
    const commented = readFileSync(join(ROOT, 'kestra-mcp.config.ts'), 'utf8');
    const text = commented.replace(/^ {2}\/\/ ?/gm, '  ');
    expect(text).not.toBe(commented);
    const from = async (files: Record<string, string>) => {
      const {
        origins: _,
        folder: _f,
        file: _file,
        files: _files,
        ...config
      } = await loadConfig({
        argv: ['--trust'],
        env: {},
        cwd: temporaryFolder(files),
        userConfigFolder: temporaryFolder(),
      });
      return config;
    };
    const plugins = [{ plugin: 'bundled', options: {} }];
    expect(await from({ 'kestra-mcp.config.ts': text })).toEqual({ ...(await from({})), plugins });
    for (const key of ['kestra', 'plugins', 'tools', 'limits', 'strict', 'logLevel'])
      expect(text).toMatch(new RegExp(`^  ${key}: `, 'm'));
  });
});

describe('a file that is not read', () => {
  it('is named once at the start, at any level of the log, and by doctor', async () => {
    const cwd = temporaryFolder({
      'kestra-mcp.config.json': '{"logLevel":"critical"}',
      'kestra-mcp.config.toml': 'readOnly = true',
    });
    const { stderr } = await runHost({ args: ['--sandbox'], cwd, input: '' });
    const said = `${join(cwd, 'kestra-mcp.config.toml')} is ignored: the file name must end in one of .ts`;
    expect(stderr.split(said)).toHaveLength(2);
    const { stdout, code } = await runHost({ args: ['doctor', '--sandbox'], cwd });
    expect(stdout).toContain(`warn  configuration: ${said}`);
    expect(code).toBe(0);
  });
});

describe('a token that was not filled in', () => {
  it("is passed over with one warning beside a user and password, as the Python server's README has it", async () => {
    const env = {
      KESTRA_TENANT_ID: 'main',
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_API_TOKEN: '<your_kestra_api_token>',
      KESTRA_USERNAME: 'admin@kestra.io',
      KESTRA_PASSWORD: 'pw',
    };
    const { code, stderr } = await runHost({ env, input: '' });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(
        /^\S+ WARNING KESTRA_API_TOKEN is still the placeholder <…>, so it is ignored\. Remove it\.\n$/,
      ),
    ]);
  });

  it('alone stops the start', async () => {
    const finished = await runHost({ env: { KESTRA_API_TOKEN: '${input:kestra-token}' }, input: '' });
    expect(finished).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^kestra-mcp: KESTRA_API_TOKEN is still the placeholder \$\{…\}, /),
    });
  });
});

describe('the address', () => {
  it.each(['', '/', '/api/v1', '/api/v1/'])('may end in "%s"', async (end) => {
    const seen = await firstRequest((baseUrl) => ({
      env: { KESTRA_BASE_URL: baseUrl.replace('/api/v1', end) },
    }));
    expect(seen?.url).toBe('/api/v1/main/flows/company');
  });

  it('may have a path before it, and the tenant in its end', async () => {
    const seen = await firstRequest((baseUrl) => ({
      env: { KESTRA_BASE_URL: `${baseUrl.replace('/api/v1', '/kestra/api/v1')}/team` },
    }));
    expect(seen?.url).toBe('/kestra/api/v1/team/flows/company');
  });
});

describe('credentials', () => {
  const basic = `Basic ${Buffer.from('ada:secret').toString('base64')}`;

  it.each([
    ['none', {}, ''],
    ['a user name with a password', { KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: 'secret' }, basic],
    ['a token', { KESTRA_API_TOKEN: 'a-token' }, 'Bearer a-token'],
    [
      'both: the user name wins',
      { KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: 'secret', KESTRA_API_TOKEN: 'a-token' },
      basic,
    ],
  ])('%s', async (_, credentials, header) => {
    const seen = await firstRequest((baseUrl) => ({
      env: { ...(credentials as Record<string, string>), KESTRA_BASE_URL: baseUrl },
    }));
    expect(seen?.authorization).toBe(header);
  });
});

describe('precedence', () => {
  const FILE = 'kestra-mcp.config.yaml';

  it('is no matter to limits, which add up', async () => {
    const files = { [FILE]: 'tools: { disable: [flow] }\n', '.env': 'KESTRA_MCP_DISABLED_TOOLS=kv\n' };
    const env = { KESTRA_MCP_DISABLED_TOOLS: 'namespace' };
    const off = async (start: Parameters<typeof listed>[0]) => {
      const tools = (await listed(start)).filter(
        ({ enabled, edition, reason }) =>
          !enabled && edition === 'OSS' && !reason.startsWith('off by default'),
      );
      return [...new Set(tools.map(({ group }) => group))];
    };
    const file = { [FILE]: files[FILE] };
    expect(await off({ cwd: temporaryFolder(file) })).toEqual(['flow']);
    expect(await off({ cwd: temporaryFolder(files) })).toEqual(['flow', 'kv']);
    expect(await off({ cwd: temporaryFolder(files), env })).toEqual(['flow', 'kv', 'namespace']);
    const args = ['--disable', 'execution'];
    expect(await off({ cwd: temporaryFolder(files), env, args })).toEqual([
      'execution',
      'flow',
      'kv',
      'namespace',
    ]);
  });

  it('takes the file that --config or KESTRA_MCP_CONFIG names', async () => {
    const cwd = temporaryFolder({ 'mine/only.json': JSON.stringify({ tools: { only: ['kv'] } }) });
    const on = async (start: Parameters<typeof listed>[0]) =>
      (await listed(start)).filter(({ enabled }) => enabled).map(({ tool }) => tool);
    expect(await on({ cwd, args: ['--config', 'mine/only.json'] })).toEqual(['manage_kv_store']);
    expect(await on({ cwd, env: { KESTRA_MCP_CONFIG: 'mine/only.json' } })).toEqual(['manage_kv_store']);
  });

  it('finds a file in the user configuration folder', async () => {
    const home = temporaryFolder({
      '.config/kestra-mcp/kestra-mcp.config.json': '{"tools":{"only":["kv"]}}',
    });
    const tools = await listed({ env: { HOME: home } });
    expect(tools.filter(({ enabled }) => enabled)).toHaveLength(1);
  });

  it('fills in variables, with defaults', async () => {
    const seen = await firstRequest((baseUrl) => ({
      cwd: temporaryFolder({
        [FILE]: `kestra: { baseUrl: '\${MY_KESTRA}', tenant: '\${MY_TENANT:-team}' }\n`,
      }),
      env: { MY_KESTRA: baseUrl },
    }));
    expect(seen?.url).toBe('/api/v1/team/flows/company');
  });
});
