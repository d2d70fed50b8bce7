import { describe, expect, it } from '@jest/globals';
import { parse as parseJson } from 'jsonc-parser';
import { parse } from 'smol-toml';
import { type ClientServer, works } from '../../support/host/client-server.js';
import { runHost } from '../../support/host/raw.js';
import {
  docker,
  folder,
  fromPython,
  IMAGE,
  replaced,
  variables,
} from '../../support/programs/python-client.js';
import { write } from '../../support/temporary.js';

describe('doctor --from-python, on files of clients', () => {
  it('finds it in ~/.claude.json, among much else, for all projects and for one', async () => {
    const claude = {
      numStartups: 7,
      history: [{ servers: { kestra: 'no' }, text: '"servers": {' }],
      mcpServers: { github: { command: 'gh', args: [] } },
      projects: {
        '/home/ada/a.b "c"': { allowedTools: [], mcpServers: { kestra: { type: 'stdio', ...docker() } } },
        '/home/ada/d': { mcpServers: {}, history: 'x'.repeat(100_000) },
      },
    };
    write(folder, { '.claude.json': JSON.stringify(claude, null, 2) });
    const result = JSON.parse(await replaced('.claude.json'));
    const { kestra } = result.projects['/home/ada/a.b "c"'].mcpServers;
    await works(kestra);
    expect(kestra.type).toBe('stdio');
    const { projects, ...rest } = claude;
    expect(result).toMatchObject(rest);
    expect(result.projects['/home/ada/d']).toEqual(projects['/home/ada/d']);
  });

  it('speaks of the client whose file it is', async () => {
    for (const [name, client] of [
      ['claude_desktop_config.json', 'Claude Desktop'],
      ['.claude.json', 'Claude Code'],
      ['elsewhere.json', 'client'],
    ] as const) {
      write(folder, { [name]: JSON.stringify({ mcpServers: { kestra: docker() } }) });
      const { stderr } = await fromPython(name, '--write');
      expect(stderr).toContain(client);
      expect(stderr).not.toContain('Gemini');
      expect(stderr).toContain(
        'Set KESTRA_MCP_PRESET=python in its env to get only the tools of the Python server',
      );
    }
  });

  it('keeps comments, other servers and unknown keys', async () => {
    const { command, args, env } = docker();
    const old = `{
  // mine
  "servers": {
    "other": { "command": "x" }, // too
    "kestra": {
      "command": ${JSON.stringify(command)},
      "args": ${JSON.stringify(args)},
      // as it was
      "env": ${JSON.stringify(env)},
      "dev": { "watch": "*" },
    },
  },
  "inputs": [],
}
`;
    write(folder, { 'mcp.json': old });
    const result = await replaced('mcp.json');
    for (const kept of [
      '// mine',
      '"other": { "command": "x" }, // too',
      '// as it was',
      '"dev": { "watch": "*" }',
    ])
      expect(result).toContain(kept);
    await works(parseJson(result).servers.kestra);
  });

  it('reads the settings of VS Code and the older form of Zed', async () => {
    const { command, args, env } = docker();
    write(folder, {
      'code.json': JSON.stringify({ 'editor.fontSize': 1, mcp: { servers: { kestra: docker() } } }),
      'zed.json': JSON.stringify({
        context_servers: { kestra: { command: { path: command, args, env }, settings: {} } },
      }),
    });
    await works(JSON.parse(await replaced('code.json')).mcp.servers.kestra);
    const { kestra } = JSON.parse(await replaced('zed.json')).context_servers;
    await works(kestra);
    expect(kestra.settings).toEqual({});
  });

  it('reads the TOML of Codex, and keeps what else is in it', async () => {
    const env = Object.entries(variables()).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
    const toml = `# mine\nmodel = "m"\n\n[mcp_servers.kestra]\ncommand = "docker"\nargs = ["run", "-i", "${IMAGE}"]\nstartup_timeout_sec = 20 # slow\n\n[mcp_servers.kestra.env]\n${env.join('')}\n[other]\na = 1\n`;
    write(folder, { 'config.toml': toml });
    const result = await replaced('config.toml');
    for (const kept of ['# mine\nmodel = "m"\n', 'startup_timeout_sec = 20 # slow\n', '\n[other]\na = 1\n'])
      expect(result).toContain(kept);
    const { kestra } = parse(result).mcp_servers as { kestra: unknown };
    await works(kestra as ClientServer);
  });

  it('prints no secret, wherever it stands; references are none', async () => {
    const env = {
      KESTRA_BASE_URL: 'http://ada:hunter2@kestra:8080',
      KESTRA_USERNAME: 'ada',
      KESTRA_PASSWORD: '$hunter2',
      KESTRA_API_TOKEN: `\${input:kestra_token}`,
      DATABASE_URL: 'postgres://hunter2@db',
      PGPASS: 'hunter2',
      AUTH: 'hunter2',
    };
    const server = { ...docker(env, '--label', 'hunter2'), headers: { Authorization: 'Bearer hunter2' } };
    write(folder, { 'mcp.json': JSON.stringify({ mcpServers: { kestra: server } }) });
    const { code, stdout, stderr } = await fromPython('mcp.json');
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('hunter2');
    expect(stdout).toContain(`"KESTRA_API_TOKEN": "\${input:kestra_token}"`);
    expect(stdout).toContain('"KESTRA_USERNAME": "ada"');
    expect(stderr).toContain('your current value');
  });

  it('takes each of several, by any name', async () => {
    const servers = Object.fromEntries(['kestra.prod', 'a"b', 'constructor'].map((name) => [name, docker()]));
    write(folder, {
      'mcp.json': JSON.stringify({ mcpServers: { other: { command: 'x', args: [] }, ...servers } }),
    });
    const result = JSON.parse(await replaced('mcp.json')).mcpServers;
    expect(Object.keys(result)).toEqual(['other', ...Object.keys(servers)]);
    for (const name of Object.keys(servers))
      expect(result[name].args).toEqual([expect.stringMatching(/bin\.js$/)]);
    expect((await fromPython('mcp.json', '--write')).code).toBe(2);
  });

  it('reads no folder', async () => {
    const { code, stderr } = await runHost({ args: ['doctor', '--from-python', folder] });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') });
  });
});
