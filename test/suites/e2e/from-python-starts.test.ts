import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../published/sandbox/index.js';
import { started, works } from '../../support/host/client-server.js';
import {
  docker,
  folder,
  fromPython,
  IMAGE,
  path,
  replaced,
  sandbox,
  text,
  USER,
  variables,
} from '../../support/programs/python-client.js';
import { write } from '../../support/temporary.js';

describe('doctor --from-python, on ways to start the Python server', () => {
  it.each([
    [
      '-e NAME=value',
      () => Object.entries(variables()).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ],
    ['--env=NAME=value', () => Object.entries(variables()).map(([name, value]) => `--env=${name}=${value}`)],
    ['-eNAME=value', () => Object.entries(variables()).map(([name, value]) => `-e${name}=${value}`)],
  ])('takes variables from the command line: %s', async (_, flags) => {
    const server = {
      command: 'docker',
      args: ['run', '-i', ...flags(), IMAGE],
      env: { KESTRA_TENANT_ID: 'hidden' },
    };
    write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    const { kestra } = JSON.parse(await replaced('mcp.json')).mcpServers;
    expect(kestra.args.join()).not.toContain(USER.password);
    await works(kestra);
  });

  it.each(['--env-file', '--env-file='])(
    'goes on reading the file of variables that Docker was given: %s',
    async (flag) => {
      const lines = Object.entries({
        ...variables(),
        KESTRA_BASE_URL: sandbox.baseUrl,
        KESTRA_PASSWORD: 'x',
      });
      write(folder, { 'my kestra.env': lines.map(([name, value]) => `${name}=${value}\n`).join('') });
      const file = flag.endsWith('=') ? [`${flag}${path('my kestra.env')}`] : [flag, path('my kestra.env')];
      const server = {
        command: 'docker',
        args: ['run', '-i', '-e', 'KESTRA_PASSWORD', ...file, IMAGE],
        env: { KESTRA_PASSWORD: USER.password },
      };
      write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
      await works(JSON.parse(await replaced('mcp.json')).mcpServers.kestra);
    },
  );

  it.each([
    ['uv --directory', () => ['--directory', path('kestra mcp/src'), 'run', 'server.py']],
    ['uv --directory=', () => [`--directory=${path('kestra mcp/src')}`, 'run', 'server.py']],
    ['uv --project', () => ['run', '--project', path('kestra mcp'), path('kestra mcp/src/server.py')]],
  ])('goes on reading the .env above the server: %s', async (_, args) => {
    const env = { ...variables(), KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_PASSWORD: 'no' };
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
    const own = { KESTRA_PASSWORD: USER.password };
    write(folder, {
      'kestra mcp/.env': lines.join(''),
      'kestra mcp/src/server.py': '',
      'mcp.json': JSON.stringify({ mcpServers: { kestra: { command: '/opt/uv', args: args(), env: own } } }),
    });
    await works(JSON.parse(await replaced('mcp.json')).mcpServers.kestra);
  });

  it('says so when there is no .env from which the server would know its Kestra', async () => {
    const server = {
      command: 'uv',
      args: ['--directory', path('mcp-server-python/src'), 'run', 'server.py'],
    };
    write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    expect((await fromPython('mcp.json')).stderr).toMatch(/No \.env.*KESTRA_BASE_URL/);
  });

  it('says so when the address is one of a network of Docker', async () => {
    const env = { ...variables(), KESTRA_BASE_URL: 'http://kestra:8080/api/v1' };
    write(folder, {
      'mcp.json': JSON.stringify({ mcpServers: { kestra: docker(env, '--network', 'kestra_default') } }),
    });
    expect((await fromPython('mcp.json')).stderr).toMatch(/kestra_default.*http:\/\/kestra:8080/);
  });

  it('takes the token of an Enterprise Edition', async () => {
    const token = 'ee-token-0123456789';
    const kestra = await startSandbox({ mode: 'ee-1.3', auth: { token } });
    try {
      const address = kestra.baseUrl.replace('127.0.0.1', 'host.docker.internal');
      const server = docker({ KESTRA_BASE_URL: address, KESTRA_API_TOKEN: token, KESTRA_TENANT_ID: 'main' });
      write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
      const result = JSON.parse(await replaced('mcp.json', token)).mcpServers.kestra;
      expect(result.env.KESTRA_BASE_URL).toContain('//localhost:');
      expect(await started(result)).toMatchObject({
        isError: undefined,
        tools: expect.arrayContaining(['search_flows']),
      });
    } finally {
      await kestra.close();
    }
  });

  it.each([
    ['null servers', '{"mcpServers": null}'],
    ['a list', '[]'],
    [
      'odd servers',
      '{"mcpServers": {"a": null, "b": 7, "c": [], "d": {"args": "x"}, "e": {"command": "uv", "args": [null]}}}',
    ],
    ['another server.py', '{"mcpServers": {"x": {"command": "uv", "args": ["run", "server.py"]}}}'],
    ['nothing', ''],
    ['too deep', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['broken', '{"mcpServers": {"kestra": {"env": {"KESTRA_PASSWORD": "hunter2"}}'],
  ])('changes nothing in a file with %s', async (_, content) => {
    write(folder, { 'mcp.json': content });
    const { code, stdout, stderr } = await fromPython('mcp.json', '--write');
    expect({ code, stdout, stderr }).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('mcp.json'),
    });
    expect(stderr).not.toContain('hunter2');
    expect(readdirSync(folder)).toEqual(['mcp.json']);
    expect(text('mcp.json')).toBe(content);
  });
});
