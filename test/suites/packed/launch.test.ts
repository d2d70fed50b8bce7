import { beforeAll, describe, expect, it } from '@jest/globals';
import { runHost } from '../../support/host/raw.js';
import { cursors, home, init, right, takeBuild, text } from '../../support/programs/init-user.js';
import { releasedEntry } from '../../support/programs/released.js';
import { write } from '../../support/temporary.js';

let entry: string;

beforeAll(async () => {
  entry = await releasedEntry();
  takeBuild(entry);
});

describe('what the release workflow builds', () => {
  it.each(['installed', 'npx', 'docker'])(
    'is started by %s where it is told to, again and again',
    async (launch) => {
      for (const way of ['installed', 'npx', 'docker', launch]) {
        const { code, stderr } = await right(['--client', 'cursor,codex', '--replace', '--launch', way]);
        expect({ way, code, stderr }).toMatchObject({ code: 0 });
      }
      const { stderr } = await right(['--client', 'cursor,codex', '--launch', launch]);
      expect(stderr.match(/unchanged/g)).toHaveLength(4);
      const command = { installed: /node$/, npx: /^npx$/, docker: /^docker$/ }[launch];
      expect(cursors().kestra?.command).toMatch(command ?? /^$/);
    },
  );

  it('does not go over to another way without being told to', async () => {
    await right(['--client', 'cursor', '--launch', 'docker']);
    const before = text('.cursor/mcp.json');
    const { code, stderr } = await right(['--client', 'cursor', '--launch', 'npx']);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('--replace') });
    expect(text('.cursor/mcp.json')).toBe(before);
  });

  it.each([
    ['docker', ['run', '-i', '--rm', 'ghcr.io/kestra-io/mcp-server-python:latest'], 'docker'],
    ['npx', ['-y', '@acme/other-mcp', '--config', '/home/me/kestra-mcp/x.json'], 'npx'],
  ])('with --launch %s does not take %j for its own', async (launch, args, command) => {
    const old = JSON.stringify({ mcpServers: { kestra: { command, args } } });
    write(home, { '.cursor/mcp.json': old });
    const { code, stderr } = await right(['--client', 'cursor', '--launch', launch]);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('another server') });
    expect(text('.cursor/mcp.json')).toBe(old);
  });

  it('names all ways in its help, and by Docker what takes the place of the Python server', async () => {
    expect((await init(['--help'])).stdout).toContain('installed, npx, docker');
    const server = { command: 'docker', args: ['run', '-i', 'ghcr.io/kestra-io/mcp-server-python:latest'] };
    write(home, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    const { stderr } = await runHost({ entry, args: ['doctor', '--from-python', 'mcp.json'], cwd: home });
    expect(stderr).toContain(
      'To keep using Docker, replace the image with ghcr.io/kestra-mcp/kestra-mcp:latest',
    );
  });
});
