import { describe, expect, it } from '@jest/globals';
import { CLIENTS } from './clients.js';
import { API_TOKEN, type ServerEntry } from './entry.js';

const home = '/home/ada';
const cwd = '/project';
const SYSTEMS = {
  darwin: { platform: 'darwin', home, env: {}, cwd },
  linux: { platform: 'linux', home, env: { XDG_CONFIG_HOME: '/xdg', CODEX_HOME: '/codex' }, cwd },
  win32: { platform: 'win32', home, env: { APPDATA: '/roaming' }, cwd },
} as const;

describe('the files of clients', () => {
  it.each([
    ['claude-desktop', 'darwin', '/home/ada/Library/Application Support/Claude/claude_desktop_config.json'],
    ['claude-desktop', 'linux', '/xdg/Claude/claude_desktop_config.json'],
    ['claude-desktop', 'win32', '/roaming/Claude/claude_desktop_config.json'],
    ['claude-code', 'linux', '/home/ada/.claude.json'],
    ['cursor', 'win32', '/home/ada/.cursor/mcp.json'],
    ['windsurf', 'darwin', '/home/ada/.codeium/windsurf/mcp_config.json'],
    ['vscode', 'darwin', '/home/ada/Library/Application Support/Code/User/mcp.json'],
    ['vscode', 'win32', '/roaming/Code/User/mcp.json'],
    ['codex', 'darwin', '/home/ada/.codex/config.toml'],
    ['codex', 'linux', '/codex/config.toml'],
    ['gemini', 'linux', '/home/ada/.gemini/settings.json'],
    ['zed', 'darwin', '/home/ada/.config/zed/settings.json'],
    ['zed', 'linux', '/xdg/zed/settings.json'],
    ['zed', 'win32', '/roaming/Zed/settings.json'],
  ] as const)('%s on %s: %s', (id, system, path) => {
    const places = CLIENTS.find((client) => client.id === id)?.places(SYSTEMS[system]);
    expect(places?.user).toBe(path);
  });

  it('are in the folder of a project, for clients that read such', () => {
    const inProject = CLIENTS.map(({ id, places }) => [id, places(SYSTEMS.linux).project]);
    expect(Object.fromEntries(inProject)).toEqual({
      'claude-desktop': undefined,
      'claude-code': '/project/.mcp.json',
      cursor: '/project/.cursor/mcp.json',
      windsurf: undefined,
      vscode: '/project/.vscode/mcp.json',
      codex: '/project/.codex/config.toml',
      gemini: '/project/.gemini/settings.json',
      zed: '/project/.zed/settings.json',
    });
  });
});

describe('a secret', () => {
  const entry: ServerEntry = { command: 'npx', args: [], env: {}, secrets: [API_TOKEN] };

  it.each([
    ['claude-desktop', 'your_api_token'],
    ['claude-code', `\${KESTRA_API_TOKEN}`],
    ['vscode', `\${input:kestra-api-token}`],
    ['gemini', '$KESTRA_API_TOKEN'],
    ['zed', 'your_api_token'],
  ])('in the file of %s is %s', (id, value) => {
    const client = CLIENTS.find((each) => each.id === id);
    expect(client?.server(entry).env).toEqual({ KESTRA_API_TOKEN: value });
  });

  it('is handed on by Codex, which is told its name', () => {
    const codex = CLIENTS.find(({ id }) => id === 'codex');
    expect(codex?.server(entry)).toEqual({ command: 'npx', args: [], env_vars: ['KESTRA_API_TOKEN'] });
  });
});
