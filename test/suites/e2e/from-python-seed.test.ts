import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { runHost } from '../../support/host/raw.js';
import { temporaryFolder, write } from '../../support/temporary.js';

const USER = { username: 'admin@kestra.io', password: 'open-sesame' };
const IMAGE = 'ghcr.io/kestra-io/mcp-server-python:latest';
const variables = (...names: string[]) => names.flatMap((name) => ['-e', name]);

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = temporaryFolder();
});

/** As in the README of the Python server. */
const byDocker = () => ({
  command: 'docker',
  args: [
    'run',
    '-i',
    '--rm',
    '--pull',
    'always',
    ...variables('KESTRA_BASE_URL', 'KESTRA_USERNAME', 'KESTRA_PASSWORD'),
    IMAGE,
  ],
  env: {
    KESTRA_BASE_URL: sandbox.baseUrl.replace('127.0.0.1', 'host.docker.internal'),
    KESTRA_TENANT_ID: 'main',
    KESTRA_MCP_DISABLED_TOOLS: 'ee',
    KESTRA_USERNAME: USER.username,
    KESTRA_PASSWORD: USER.password,
  },
});
const byUv = () => ({
  command: 'uv',
  args: ['--directory', join(folder, 'mcp-server-python/src'), 'run', 'server.py'],
});

const fromPython = (file: string, ...flags: string[]) =>
  runHost({ args: ['doctor', '--from-python', file, ...flags] });

async function namespaces(server: { command: string; args: string[]; env?: Record<string, string> }) {
  const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
  const { command, args, env } = server;
  const around = { HOME: temporaryFolder(), PATH: dirname(process.execPath) };
  await client.connect(
    new StdioClientTransport({
      command,
      args,
      env: { ...around, ...env },
      cwd: temporaryFolder(),
      stderr: 'ignore',
    }),
  );
  const answer = await client.callTool({ name: 'list_namespaces', arguments: {} });
  await client.close();
  return answer.structuredContent;
}

describe('doctor --from-python', () => {
  it.each(['mcpServers', 'servers', 'context_servers'])(
    'prints what replaces it under %s, without the secret',
    async (key) => {
      const file = join(folder, 'client.json');
      const old = JSON.stringify({ theme: 'dark', [key]: { other: { command: 'x' }, kestra: byDocker() } });
      write(folder, { 'client.json': old });
      const { code, stdout, stderr } = await fromPython(file);
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('started with Docker') });
      expect(stdout + stderr).not.toContain(USER.password);
      const { [key]: servers, ...rest } = JSON.parse(stdout);
      expect(rest).toEqual({});
      expect(Object.keys(servers)).toEqual(['kestra']);
      expect(readFileSync(file, 'utf8')).toBe(old);
      const env = { ...servers.kestra.env, KESTRA_PASSWORD: USER.password };
      expect(env.KESTRA_MCP_DISABLED_TOOLS).toBe('ee');
      expect(await namespaces({ ...servers.kestra, env })).toEqual({
        results: ['system (created)'],
        total: 1,
      });
    },
  );

  it('replaces it with --write, keeps the rest, and what it wrote works', async () => {
    write(folder, {
      'client.json': JSON.stringify({
        theme: 'dark',
        mcpServers: { other: { command: 'x' }, kestra: byDocker() },
      }),
    });
    const { code, stdout, stderr } = await fromPython(join(folder, 'client.json'), '--write');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).not.toContain(USER.password);
    const content = JSON.parse(readFileSync(join(folder, 'client.json'), 'utf8'));
    expect(content).toMatchObject({ theme: 'dark', mcpServers: { other: { command: 'x' } } });
    expect(readdirSync(folder).filter((name) => name.includes('.backup-'))).toHaveLength(1);
    expect(await namespaces(content.mcpServers.kestra)).toEqual({ results: ['system (created)'], total: 1 });
  });

  it('goes on reading the .env of a server that uv runs', async () => {
    const lines = [
      `KESTRA_BASE_URL=${sandbox.baseUrl}`,
      `KESTRA_USERNAME=${USER.username}`,
      `KESTRA_PASSWORD=${USER.password}`,
    ];
    write(folder, {
      'mcp-server-python/.env': lines.join('\n'),
      'client.json': JSON.stringify({ mcpServers: { kestra: byUv() } }),
    });
    const { stdout, stderr } = await fromPython(join(folder, 'client.json'));
    expect(stderr).toContain(join(folder, 'mcp-server-python/.env'));
    expect(await namespaces(JSON.parse(stdout).mcpServers.kestra)).toEqual({
      results: ['system (created)'],
      total: 1,
    });
  });

  it('reads the TOML of Codex', async () => {
    write(folder, {
      'config.toml': `model = "m"\n[mcp_servers.kestra]\ncommand = "docker"\nargs = ["run", "-i", "${IMAGE}"]\n`,
    });
    const { code, stdout } = await fromPython(join(folder, 'config.toml'));
    expect(code).toBe(0);
    expect(stdout).toContain('[mcp_servers.kestra]');
    expect(stdout).toContain('bin.js');
  });

  it.each([
    ['no such file', undefined, 'client.json does not exist'],
    [
      'no such server',
      '{ "mcpServers": { "github": { "command": "gh", "args": [] } } }',
      'it only contains github',
    ],
    ['no server', '{}', 'it contains no servers'],
    ['what is not JSON', '{ "mcpServers": ', 'not valid JSON'],
  ])('says so when there is %s', async (_, content, reason) => {
    if (content !== undefined) write(folder, { 'client.json': content });
    const { code, stdout, stderr } = await fromPython(join(folder, 'client.json'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });
});
