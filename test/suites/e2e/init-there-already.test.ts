import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { works } from '../../support/host/client-server.js';
import { CONFIG, cursors, DOTENV, home, right, text } from '../../support/programs/init-user.js';
import { write } from '../../support/temporary.js';

describe('what is there already', () => {
  it.each(['{"kestra": ', '[]', '{"nonsense": 1}', '{"kestra": {"baseUrl": 7}}'])(
    'a configuration that is not valid is reported and left alone: %s',
    async (config) => {
      write(home, { [CONFIG]: config });
      const { code, stderr } = await right([]);
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('kestra-mcp.config.json'),
      });
      expect(text(CONFIG)).toBe(config);
      expect(existsSync(join(home, DOTENV))).toBe(false);
    },
  );

  it.each([
    [['run', '-i', '--rm', 'ghcr.io/kestra-io/mcp-server-python:latest'], 'docker'],
    [['-y', '@acme/other-mcp', '--config', '/home/me/kestra-mcp/x.json'], 'npx'],
    [['/home/me/kestra-mcp/tools/server.js'], 'node'],
  ])('does not take %j for its own', async (args, command) => {
    const old = JSON.stringify({ mcpServers: { kestra: { command, args } } });
    write(home, { '.cursor/mcp.json': old });
    const { code, stderr } = await right(['--client', 'cursor']);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('another server') });
    expect(text('.cursor/mcp.json')).toBe(old);
  });

  it('an entry of an earlier init is left when it would lead elsewhere, and said, until it is told to', async () => {
    await right(['--client', 'cursor,codex', '--folder', 'prod']);
    const before = [text('.cursor/mcp.json'), text('.codex/config.toml')];
    const { code, stderr } = await right(['--client', 'cursor,codex']);
    expect(code).toBe(1);
    expect(stderr.match(/was not changed: its server "kestra" is already kestra-mcp/g)).toHaveLength(2);
    expect(stderr).toContain(join(home, 'prod/kestra-mcp.config.json'));
    expect(stderr).toContain('--replace');
    expect([text('.cursor/mcp.json'), text('.codex/config.toml')]).toEqual(before);
    expect((await right(['--client', 'cursor,codex', '--replace'])).code).toBe(0);
    expect(cursors().kestra?.args).toContain(join(home, CONFIG));
  });

  it('an entry that starts the same by another Node is brought up to date without a question', async () => {
    await right(['--client', 'cursor']);
    const { kestra } = cursors();
    const old = { ...kestra, command: '/gone/node-18/bin/node', env: { KESTRA_MCP_READ_ONLY: 'true' } };
    write(home, { '.cursor/mcp.json': JSON.stringify({ mcpServers: { kestra: old } }) });
    expect((await right(['--client', 'cursor'])).code).toBe(0);
    expect(cursors().kestra).toEqual({ ...kestra, env: old.env });
  });

  it('keeps what narrows the server of a client, unless it is told otherwise', async () => {
    const env = {
      KESTRA_BASE_URL: 'http://old',
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_MCP_READ_ONLY: 'true',
      A: '1',
    };
    const old = { command: 'npx', args: ['-y', 'kestra-mcp'], env };
    write(home, { '.cursor/mcp.json': JSON.stringify({ mcpServers: { kestra: old } }) });
    await right(['--client', 'cursor', '--replace']);
    expect(cursors().kestra?.env).toEqual({
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_MCP_READ_ONLY: 'true',
      A: '1',
    });
  });

  it('is read-only when it is told so, whatever .env and client said before', async () => {
    const env = { KESTRA_MCP_READ_ONLY: 'false', KESTRA_MCP_ONLY_TOOLS: 'kv' };
    write(home, {
      [DOTENV]: 'KESTRA_MCP_READ_ONLY=false\nKESTRA_MCP_ONLY_TOOLS=kv\n',
      '.cursor/mcp.json': JSON.stringify({
        mcpServers: { kestra: { command: 'kestra-mcp', args: [], env } },
      }),
    });
    await right(['--client', 'cursor', '--replace', '--read-only', '--groups', 'flow,namespace']);
    const tools = await works(cursors().kestra);
    expect(tools).toContain('search_flows');
    for (const other of ['create_flow_from_yaml', 'manage_kv_store']) expect(tools).not.toContain(other);
  });

  it('a second server in VS Code asks for a password of its own', async () => {
    await right(['--client', 'vscode']);
    await right(['--client', 'vscode', '--name', 'kestra-prod', '--folder', 'prod']);
    const { inputs, servers } = JSON.parse(text('.config/Code/User/mcp.json'));
    const ids = inputs.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['kestra-password', 'kestra-prod-password']);
    expect([servers.kestra, servers['kestra-prod']].map(({ env }) => env.KESTRA_PASSWORD)).toEqual(
      ids.map((id: string) => `\${input:${id}}`),
    );
    await works({ ...servers['kestra-prod'], env: { KESTRA_PASSWORD: '' } });
  });
});
