import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startSandbox } from '../../published/sandbox/index.js';
import { failed, ok, startHost } from '../../support/host/host.js';
import { listedTools } from '../../support/host/listed.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { HELLO } from '../live/bodies.js';
import { program } from './program.js';

jest.setTimeout(180_000);

const OFFICIAL = join(ROOT, '.release/mcpb/node_modules/@anthropic-ai/mcpb/dist');
const CLI = join(OFFICIAL, 'cli/cli.js');

interface Manifest {
  name: string;
  version: string;
  icon: string;
  tools: { name: string; description: string }[];
  user_config: Record<string, { type: string; sensitive?: boolean; required?: boolean; default?: unknown }>;
}
type UserConfig = Record<string, string | boolean>;

const sentence = expect.stringMatching(/^[A-Z].{8,250}[^.]\.?$/);

/** The unpacked extension on a user's disk. */
let extension: string;
let manifest: Manifest;

beforeAll(async () => {
  const folder = temporaryFolder();
  await program(join(ROOT, '.release/build-mcpb.js'), folder);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(readdirSync(folder)).toEqual([`kestra-mcp-${version}.mcpb`]);
  const bundle = join(folder, `kestra-mcp-${version}.mcpb`);
  expect(statSync(bundle).size).toBeLessThan(3_000_000);
  extension = join(temporaryFolder(), 'extension');
  await program(CLI, 'unpack', bundle, extension);
  manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  expect(manifest.version).toBe(version);
});

/** Returns what the app starts after the user has filled in these fields, using the code of the format's authors. */
async function started(
  userConfig: UserConfig,
): Promise<{ command: string; args: string[]; env: Record<string, string> }> {
  const options = { manifest, extensionPath: extension, systemDirs: {}, userConfig, pathSeparator: '/' };
  const code = `
    import { getMcpConfigForManifest } from ${JSON.stringify(pathToFileURL(join(OFFICIAL, 'index.js')))};
    console.log(JSON.stringify(await getMcpConfigForManifest(${JSON.stringify(options)})));`;
  return JSON.parse(await program('--input-type=module', '-e', code));
}

async function host(userConfig: UserConfig) {
  const { command, args, env } = await started(userConfig);
  expect(command).toBe('node');
  const [entry = '', ...rest] = args;
  return { env, host: await startHost({ entry, args: rest, env }) };
}

const yaml_definition = `id: hello\nnamespace: company${HELLO}`;

describe('the desktop extension', () => {
  it('is what the format asks for', async () => {
    expect(await program(CLI, 'validate', extension)).toContain('Manifest schema validation passes!');
  });

  it('brings the package with what it depends on, and nothing of this machine', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(readdirSync(join(extension, 'node_modules')).sort()).toEqual(
      ['kestra-mcp', ...Object.keys(dependencies)].sort(),
    );
    expect(readdirSync(extension).sort()).toEqual([
      'LICENSE',
      'icon.png',
      'manifest.json',
      'node_modules',
      'package.json',
      'sbom.cdx.json',
      'server',
    ]);
    expect(JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'))).toEqual({
      private: true,
      type: 'module',
    });
  });

  it('names the tools that the server has, and says what each is for', async () => {
    const tools = await listedTools({ entry: join(extension, 'server', 'index.js') });
    expect(manifest.tools.map(({ name }) => name).sort()).toEqual(tools.map(({ tool }) => tool).sort());
    for (const { name, description } of manifest.tools) expect([name, description]).toEqual([name, sentence]);
  });

  it('hides what is secret', () => {
    const secret = Object.entries(manifest.user_config).filter(([, { sensitive }]) => sensitive);
    expect(secret.map(([name]) => name).sort()).toEqual(['api_token', 'password']);
  });
});

describe('with fields filled in', () => {
  it.each([
    ['a user name and password', { username: 'admin@kestra.io', password: 'Kestra1234' }, undefined],
    ['an API token', { api_token: 'secret-token', tenant: 'main' }, 'secret-token'],
  ] as const)('%s, it works on a Kestra that asks for it', async (_, fields, token) => {
    const auth = token ? { token } : { username: 'admin@kestra.io', password: 'Kestra1234' };
    const sandbox = await startSandbox({ auth });
    const { host: running } = await host({ ...fields, base_url: sandbox.url });
    expect(await ok(running.client, 'create_flow_from_yaml', { yaml_definition })).toMatchObject({
      id: 'hello',
    });
    await running.stop();
    expect(running.stderr()).toBe('');
    await sandbox.close();
  });

  it('read only, it offers nothing that changes', async () => {
    const { host: running } = await host({ base_url: 'http://127.0.0.1:1', read_only: true });
    const { tools } = await running.client.listTools();
    expect(tools.length).toBeGreaterThan(5);
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    expect(await failed(running.client, 'create_flow_from_yaml', { yaml_definition })).toContain('read-only');
    await running.stop();
  });
});

describe('with fields left empty', () => {
  it.each([
    ['which come as they stand in the manifest', {}],
    ['which come as empty text', { username: '', password: '', api_token: '', tenant: '' }],
  ])('%s, it asks without credentials', async (_, fields) => {
    const sandbox = await startSandbox();
    const { env, host: running } = await host({ ...fields, base_url: sandbox.url });
    expect(env.KESTRA_API_TOKEN).toBe('api_token' in fields ? '' : '${user_config.api_token}');
    expect(await ok(running.client, 'create_flow_from_yaml', { yaml_definition })).toMatchObject({
      id: 'hello',
    });
    await running.stop();
    expect(running.stderr()).toBe('');
    await sandbox.close();
  });
});
