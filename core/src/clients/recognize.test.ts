import { describe, expect, it } from '@jest/globals';
import { describeStart, isSame, type Started, startedBy } from './recognize.js';

const MAIN = '/opt/odd/bin.js';
const node = (...args: string[]) => ({ command: '/usr/bin/node', args });
const docker = (...args: string[]) => ({ command: 'docker', args: ['run', '-i', ...args] });
const start = (server: object) => startedBy(server, MAIN) as Started;

describe('startedBy', () => {
  it.each([
    [node(MAIN, '--config', '/c.json'), MAIN, '/c.json'],
    [node('/home/me/kestra-mcp/dist/bin.js'), '/home/me/kestra-mcp/dist/bin.js', undefined],
    [{ command: 'npx', args: ['-y', 'kestra-mcp@1.2.3', '--config', '/c'] }, 'kestra-mcp@1.2.3', '/c'],
    [{ command: 'C:\\npm\\kestra-mcp.cmd' }, 'C:\\npm\\kestra-mcp.cmd', undefined],
    [docker('-v', '/f:/config:ro', 'ghcr.io/x/kestra-mcp:2'), 'ghcr.io/x/kestra-mcp:2', '/f:/config:ro'],
  ])('knows %j for what it is', (server, what, config) => {
    expect(startedBy(server, MAIN)).toEqual({ what, config, variables: {} });
  });

  it.each([
    undefined,
    'kestra-mcp',
    { command: 'uv', args: ['run'] },
    node('/home/me/kestra-mcp/tools/server.js'),
    node('kestra-mcp.js', '--image', 'x/kestra-mcp'),
    docker('ghcr.io/kestra-io/mcp-server-python:latest'),
  ])('takes %j for another', (server) => expect(startedBy(server, MAIN)).toBeUndefined());
});

describe('the same', () => {
  const ours = node(MAIN, '--config', '/c.json');

  it.each([
    ['itself', ours],
    ['that by another path of Node', { ...ours, command: '/opt/node-24/bin/node' }],
    ['that with switches of its own', { ...ours, env: { KESTRA_MCP_READ_ONLY: 'true', HTTPS_PROXY: 'x' } }],
  ])('is %s', (_, old) => expect(isSame(start(old), start(ours))).toBe(true));

  it.each([
    ['with another configuration', node(MAIN, '--config', '/other.json')],
    ['of another installation', node('/old/kestra-mcp/dist/bin.js', '--config', '/c.json')],
    ['with an address of its own', { ...ours, env: { KESTRA_BASE_URL: 'http://prod:8080' } }],
    ['with a tenant of its own', { ...ours, env: { KESTRA_TENANT_ID: 'acme' } }],
    ['by Docker', docker('-v', '/f:/config:ro', 'kestra-mcp')],
  ])('is not one %s', (_, old) => expect(isSame(start(old), start(ours))).toBe(false));

  it('is told apart for people, without what may be a secret', () => {
    const env = { KESTRA_BASE_URL: 'http://ada:hunter2@prod:8080/x', KESTRA_PASSWORD: 'open-sesame' };
    expect(describeStart(start({ ...ours, env }))).toBe(`${MAIN} with /c.json for http://prod:8080`);
  });
});
