import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { type HostOptions, ok, startHost } from '../../support/host/host.js';
import { opening } from '../../support/host/messages.js';
import { runHost } from '../../support/host/raw.js';
import { ENTRY, ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { HELLO } from '../live/bodies.js';
import { Container, canContain } from './docker/container.js';
import { isIgnored } from './docker/context.js';
import { buildImage, type Image, placeOf } from './docker/image.js';

jest.setTimeout(300_000);

/** Built here: in a registry nobody of us has put one. */
const IMAGE = 'kestra-mcp';
const PACKAGE = '/app/node_modules/kestra-mcp';

interface Block {
  command: string;
  args: string[];
  env: Record<string, string>;
}

let image: Image;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
  image = await buildImage();
});

afterAll(() => sandbox.close());

/** What `docker run` starts: the image's entry point, in its folder, with its environment and what -e hands on. */
function docker(env: Record<string, string> = {}, args: readonly string[] = []): HostOptions {
  const [node, entry = '', ...first] = image.entrypoint;
  expect(node).toBe('node');
  return {
    entry: placeOf(image, entry),
    args: [...first, ...args],
    env: { ...inImage(), ...env },
    cwd: placeOf(image, '.'),
  };
}

/** The variables of the image, with its folder for the user where that is here; a test trusts nothing else. */
function inImage(): Record<string, string> {
  const { KESTRA_MCP_USER_FOLDER: folder = '', ...env } = image.env;
  return { ...env, KESTRA_MCP_USER_FOLDER: placeOf(image, folder), KESTRA_MCP_TRUST: '' };
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the build context', () => {
  it.each([
    '.env',
    'core/.env.local',
    '.git/config',
    'node_modules/jiti/package.json',
    'dist/bin.js',
    'a.tgz',
  ])('has no %s', (path) => expect(isIgnored(path)).toBe(true));
});

describe('the image', () => {
  it('has what a user of npm gets, and nothing else', () => {
    const packages = readdirSync(placeOf(image, '/app/node_modules')).filter((name) => !name.startsWith('.'));
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(packages.sort()).toEqual(['kestra-mcp', ...Object.keys(dependencies)].sort());
    const all = files(image.folder);
    expect(all.filter((path) => /\/\.env/.test(path))).toEqual([]);
    expect(all.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(15_000_000);
  });

  it('has the host as it is built here, templates and licences included', () => {
    const names = (folder: string) =>
      files(folder)
        // The hashes in the names depend on where it is built.
        .map((path) => path.slice(folder.length).replace(/-[A-Z0-9]{8}\.js$/, '.js'))
        .sort();
    expect(names(placeOf(image, `${PACKAGE}/dist`))).toEqual(names(join(ENTRY, '..')));
  });

  it('is not of root, and says whose it is', () => {
    expect(image.user).toBe('node');
    expect(image.base).toMatch(/^node:\d+-alpine@sha256:[0-9a-f]{64}$/);
    const { mcpName } = JSON.parse(readFileSync(placeOf(image, `${PACKAGE}/package.json`), 'utf8'));
    expect(image.labels['io.modelcontextprotocol.server.name']).toBe(mcpName);
  });

  it.each([
    ['--help', 'Usage: '],
    ['list', 'manage_kv_store'],
    ['doctor', 'ok    Kestra: 1.3'],
  ])('runs %s', async (command, said) => {
    const { code, stdout } = await runHost(docker({ KESTRA_BASE_URL: sandbox.baseUrl }, [command]));
    expect(stdout).toContain(said);
    expect(code).toBe(0);
  });
});

describe('the configuration blocks of the README', () => {
  const readme = readFileSync(join(ROOT, 'examples/docker/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json = '']) => JSON.parse(json).mcpServers.kestra as Block,
  );

  it.each(blocks.map((block) => [Object.keys(block.env).join(', '), block] as const))(
    'with %s work on a Kestra that asks for it',
    async (_, { command, args, env }) => {
      expect([command, args.slice(0, 3), args.at(-1)]).toEqual(['docker', ['run', '-i', '--rm'], IMAGE]);
      const handed = args.filter((_arg, index) => args[index - 1] === '-e');
      expect(handed).toEqual(Object.keys(env));
      const { KESTRA_USERNAME: username = '', KESTRA_PASSWORD: password = '', KESTRA_API_TOKEN: token } = env;
      const auth = token ? { token } : { username, password };
      const kestra = await startSandbox(token || username ? { auth } : {});
      const { client, stop } = await startHost(docker({ ...env, KESTRA_BASE_URL: kestra.baseUrl }));
      const yaml_definition = `id: hello\nnamespace: company${HELLO}`;
      expect(await ok(client, 'create_flow_from_yaml', { yaml_definition })).toMatchObject({ id: 'hello' });
      await stop();
      await kestra.close();
    },
  );

  it('are three', () => expect(blocks).toHaveLength(3));
});

describe('the folder of the user', () => {
  const mounted = (files: Record<string, string>, env: Record<string, string> = {}) => {
    const folder = temporaryFolder(files);
    return { folder, start: { ...docker({ KESTRA_MCP_USER_FOLDER: folder, ...env }), cwd: folder } };
  };
  const off = {
    'kestra-mcp.config.ts': "export default { plugins: ['kv'] };",
    '.env': 'KESTRA_TENANT_ID=mine',
  };

  it('is the working folder of the image', () => {
    expect([image.env.KESTRA_MCP_USER_FOLDER, image.workdir]).toEqual(['/config', '/config']);
  });

  it('is believed, code and .env, as it is mounted', async () => {
    const { start } = mounted(off);
    const { code, stdout, stderr } = await runHost({ ...start, args: ['doctor'] });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/tenant: mine .*\n[\s\S]*tools: 1 of 1 enabled/);
  });

  it('is no other that a container starts in, nor one that a .env names', async () => {
    const { start } = mounted({ '.env': 'KESTRA_TENANT_ID=mine' });
    const cwd = temporaryFolder({
      ...off,
      '.env': 'KESTRA_MCP_USER_FOLDER=.\nKESTRA_MCP_TRUST=1\nKESTRA_TENANT_ID=evil',
    });
    const { stdout, stderr } = await runHost({ ...start, cwd, args: ['doctor'] });
    expect(stdout).toContain('tenant: mine ');
    expect(stderr.split('is not trusted')).toHaveLength(2);
    const trusted = await runHost({ ...start, cwd, args: ['doctor', '--trust'] });
    expect(trusted.stdout).toContain('tenant: evil ');
  });

  it('that cannot be written is one sentence, and no failed start', async () => {
    const { start } = mounted(
      { '.env': 'KESTRA_TENANT_ID=mine' },
      { KESTRA_MCP_USER_FOLDER: '/dev/null/config' },
    );
    const cwd = temporaryFolder(off);
    const { code, stderr } = await runHost({ ...start, cwd, args: ['trust', '--yes'] });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /^kestra-mcp: The list of trusted folders cannot be written to .*\nTrust .*KESTRA_MCP_TRUST=1.*\n$/,
      ),
    });
    expect(await runHost({ ...start, cwd, input: '' })).toMatchObject({ code: 0 });
  });
});

const inContainer = canContain ? describe : describe.skip;

inContainer('in a container of which nothing can be written', () => {
  /** With a mounted configuration file; in its TypeScript form, of which a copy would be kept elsewhere. */
  async function started(): Promise<Container> {
    const cwd = temporaryFolder({ 'kestra-mcp.config.ts': "export default { plugins: ['kv'] };" });
    const { entry = '', env } = docker({ KESTRA_BASE_URL: sandbox.baseUrl });
    const container = await Container.start([process.execPath, entry], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: '/home/node', ...env, KESTRA_MCP_USER_FOLDER: cwd },
    });
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
    const answer = await container.ask(...opening(), list);
    expect(answer.result.tools.map(({ name }: { name: string }) => name)).toEqual(['manage_kv_store']);
    return container;
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s as PID 1', async (signal) => {
    const container = await started();
    container.kill(signal);
    expect(await container.finished).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  it('ends with its input', async () => {
    const container = await started();
    container.endInput();
    expect(await container.finished).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});
