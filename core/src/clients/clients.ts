// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of clients' files.

import { join } from 'node:path';
import type { SecretVariable, ServerEntry } from './entry.js';
import { dotConfigFolder, type Places, type Surroundings, settingsFolder } from './places.js';

/** An MCP client, and how its file configures servers. */
export interface Client {
  id: string;
  title: string;
  /** `jsonc` allows comments and trailing commas. */
  format: 'json' | 'jsonc' | 'toml';
  /** The key under which the file lists servers by name. */
  key: string;
  places: (where: Surroundings) => Places;
  /** The entry for a server, as the file has it. */
  server: (entry: ServerEntry) => Record<string, unknown>;
  /** Values that the client asks for once and keeps: objects with an id, in a list under `inputs`. */
  inputs?: (entry: ServerEntry) => { id: string }[];
  /** What the user does to make the client reload its file. */
  next: string;
}

type Reference = (secret: SecretVariable) => string;

const literal: Reference = ({ placeholder }) => placeholder;
const inputId = ({ name, input }: SecretVariable) => input ?? name.toLowerCase().replaceAll('_', '-');

export const CLIENTS: readonly Client[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    format: 'json',
    key: 'mcpServers',
    places: (where) => ({ user: join(settingsFolder(where), 'Claude', 'claude_desktop_config.json') }),
    server: (entry) => plain(entry, literal),
    next: 'Quit and restart Claude Desktop.',
  },
  {
    id: 'claude-code',
    title: 'Claude Code',
    format: 'json',
    key: 'mcpServers',
    places: ({ home, env, cwd }) => ({
      user: join(env.CLAUDE_CONFIG_DIR || home, '.claude.json'),
      project: join(cwd, '.mcp.json'),
    }),
    server: (entry) => ({ type: 'stdio', ...plain(entry, ({ name }) => `\${${name}}`) }),
    next: 'Restart Claude Code. /mcp then lists the server.',
  },
  {
    id: 'cursor',
    title: 'Cursor',
    format: 'json',
    key: 'mcpServers',
    places: ({ home, cwd }) => ({
      user: join(home, '.cursor', 'mcp.json'),
      project: join(cwd, '.cursor', 'mcp.json'),
    }),
    server: (entry) => plain(entry, literal),
    next: "Enable the server in Cursor's MCP settings.",
  },
  {
    id: 'windsurf',
    title: 'Windsurf',
    format: 'json',
    key: 'mcpServers',
    places: ({ home }) => ({ user: join(home, '.codeium', 'windsurf', 'mcp_config.json') }),
    server: (entry) => plain(entry, literal),
    next: "Refresh the MCP servers in Windsurf's settings.",
  },
  {
    id: 'vscode',
    title: 'VS Code',
    format: 'jsonc',
    key: 'servers',
    places: (where) => ({
      user: join(settingsFolder(where), 'Code', 'User', 'mcp.json'),
      project: join(where.cwd, '.vscode', 'mcp.json'),
    }),
    server: (entry) => ({ type: 'stdio', ...plain(entry, (secret) => `\${input:${inputId(secret)}}`) }),
    inputs: ({ secrets }) =>
      secrets.map((secret) => ({
        id: inputId(secret),
        type: 'promptString',
        description: secret.prompt,
        password: true,
      })),
    next: 'Open the file in VS Code and click Start above the server.',
  },
  {
    id: 'codex',
    title: 'Codex',
    format: 'toml',
    key: 'mcp_servers',
    places: ({ home, env, cwd }) => ({
      user: join(env.CODEX_HOME || join(home, '.codex'), 'config.toml'),
      project: join(cwd, '.codex', 'config.toml'),
    }),
    server: ({ command, args, env, secrets }) => ({
      command,
      args,
      // Codex only passes on variables that are named here.
      ...(secrets.length > 0 && { env_vars: secrets.map(({ name }) => name) }),
      ...(Object.keys(env).length > 0 && { env }),
    }),
    next: 'Restart Codex. /mcp then lists the server.',
  },
  {
    id: 'gemini',
    title: 'Gemini CLI',
    format: 'jsonc',
    key: 'mcpServers',
    places: ({ home, cwd }) => ({
      user: join(home, '.gemini', 'settings.json'),
      project: join(cwd, '.gemini', 'settings.json'),
    }),
    server: (entry) => plain(entry, ({ name }) => `$${name}`),
    next: 'Restart Gemini CLI. /mcp then lists the server.',
  },
  {
    id: 'zed',
    title: 'Zed',
    format: 'jsonc',
    key: 'context_servers',
    places: (where) => ({
      user: join(dotConfigFolder(where), where.platform === 'win32' ? 'Zed' : 'zed', 'settings.json'),
      project: join(where.cwd, '.zed', 'settings.json'),
    }),
    server: (entry) => ({ source: 'custom', ...plain(entry, literal) }),
    next: 'Zed reloads the file by itself. The Agent Panel lists the server.',
  },
];

function plain({ command, args, env, secrets }: ServerEntry, reference: Reference): Record<string, unknown> {
  const all = { ...env, ...Object.fromEntries(secrets.map((secret) => [secret.name, reference(secret)])) };
  return { command, args, ...(Object.keys(all).length > 0 && { env: all }) };
}
