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
    ['installed', ['run', '-i', '--rm', 'ghcr.io/kestra-io/mcp-server-python:latest'], 'docker'],
    ['docker', ['run', '-i', '--rm', 'ghcr.io/kestra-io/mcp-server-python:latest'], 'docker'],
    ['npx', ['-y', '@acme/other-mcp', '--config', '/home/me/kestra-mcp/x.json'], 'npx'],
    ['npx', ['/home/me/kestra-mcp/tools/server.js'], 'node'],
  ])('--launch %s does not take %j for its own', async (launch, args, command) => {
    const old = JSON.stringify({ mcpServers: { kestra: { command, args } } });
    write(home, { '.cursor/mcp.json': old });
    const { code, stderr } = await right(['--client', 'cursor', '--launch', launch]);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('another server') });
    expect(text('.cursor/mcp.json')).toBe(old);
  });

  it.each(['installed', 'npx', 'docker'])(
    'what another way to start has written is its own: %s',
    async (launch) => {
      for (const way of ['installed', 'npx', 'docker', launch]) {
        const { code, stderr } = await right(['--client', 'cursor,codex', '--launch', way]);
        expect({ way, code, stderr }).toMatchObject({ code: 0 });
      }
      const { stderr } = await right(['--client', 'cursor,codex', '--launch', launch]);
      expect(stderr.match(/left as it is/g)).toHaveLength(4);
    },
  );

  it('keeps what narrows the server of a client, unless it is told otherwise', async () => {
    const env = {
      KESTRA_BASE_URL: 'http://old',
      KESTRA_MCP_DISABLED_TOOLS: 'ee',
      KESTRA_MCP_READ_ONLY: 'true',
      A: '1',
    };
    const old = { command: 'npx', args: ['-y', 'kestra-mcp'], env };
    write(home, { '.cursor/mcp.json': JSON.stringify({ mcpServers: { kestra: old } }) });
    await right(['--client', 'cursor']);
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
    await right(['--client', 'cursor', '--read-only', '--groups', 'flow,namespace']);
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
