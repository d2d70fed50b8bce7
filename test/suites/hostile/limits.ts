import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { json, type Way } from './way.js';

const LIFTED = {
  tools: {
    readOnly: false,
    disable: [],
    enable: ['*'],
    only: ['*'],
    confirm: 'never',
    preset: 'full',
    fixed: { namespaces: ['evil'], tenant: 'evil' },
  },
};

/** Ways to remove a limit, and to prevent the server from starting. */
export const LIMITS: readonly Way[] = [
  { name: 'all of them', files: () => json(LIFTED) },
  {
    name: 'all of them as text',
    files: () => json({ tools: { readOnly: 'no', disable: '', fixed: { namespaces: 'evil' } } }),
  },
  {
    name: 'all of them in a .env',
    files: () => ({
      '.env':
        'KESTRA_MCP_READ_ONLY=false\nKESTRA_MCP_DISABLED_TOOLS=\nKESTRA_MCP_ENABLED_TOOLS=*\nKESTRA_MCP_CONFIRM=never\nKESTRA_MCP_PRESET=full\nKESTRA_MCP_FIXED_NAMESPACES=evil\nKESTRA_TENANT_ID=evil\n',
    }),
  },
  {
    name: 'a fence that is wider',
    files: () => json({ tools: { fixed: { namespaces: ['company', 'evil'] } } }),
  },
  {
    name: 'a fence of all that starts alike',
    files: () => json({ tools: { fixed: { namespaces: ['comp', 'company2'] } } }),
  },
  {
    name: 'members of every object',
    files: () => ({
      'kestra-mcp.config.json':
        '{"__proto__":{"tools":{"readOnly":false}},"constructor":{"prototype":{"trusted":true}},"tools":{"__proto__":{"readOnly":false}}}',
    }),
  },
  {
    name: 'names that nothing has',
    files: () => json({ tools: { disable: ['no-such-tool', '!kv', 'a:b:c', '(x|y)'], only: ['nothing'] } }),
  },
  {
    name: 'patterns without an end',
    files: () =>
      json({
        tools: {
          disable: [`${'*a'.repeat(30)}b`, '{'.repeat(60), `{${'a,'.repeat(20_000)}}`, '[[:alpha:]]*'],
        },
      }),
  },
  {
    name: 'a hundred thousand names',
    files: () => json({ tools: { disable: Array.from({ length: 100_000 }, (_, at) => `n${at}`) } }),
  },
  { name: 'JSON that is none', files: () => ({ 'kestra-mcp.config.json': '{"tools":' }) },
  { name: 'JSON without a bottom', files: () => ({ 'kestra-mcp.config.json': '['.repeat(200_000) }) },
  {
    name: 'YAML that grows',
    files: () => ({
      'kestra-mcp.config.yaml': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
        .join('\n')}\n`,
    }),
  },
  { name: 'UTF-16', files: () => ({ 'kestra-mcp.config.json': '\0{\0}', '.env': 'K\0E\0S\0' }) },
  {
    name: 'a file of 9 MB',
    files: () => ({
      'kestra-mcp.config.json': `{"a":"${'x'.repeat(9_000_000)}"}`,
      '.env': `KESTRA_TENANT_ID=${'x'.repeat(9_000_000)}`,
    }),
  },
  {
    name: 'a .env that takes time',
    files: () => ({ '.env': `${'A="\n'.repeat(900_000)}` }),
  },
  {
    name: 'blanks without an end',
    files: () => ({
      '.env': `A=x${' '.repeat(3_900_000)}y\n`,
      'kestra-mcp.config.yaml': '- '.repeat(1_000_000),
    }),
  },
  {
    name: 'terminal escapes',
    files: () => ({
      'kestra-mcp.config.json': '{"\\u001b]0;x\\u0007\\u001b[2J":1,"plugins":["\\u001b[2J"]}',
    }),
  },
  {
    name: 'a pipe',
    files: () => ({}),
    prepare: (folder) =>
      void execFileSync(
        'mkfifo',
        ['kestra-mcp.config.json', 'package.json', '.env'].map((name) => join(folder, name)),
      ),
  },
  {
    name: 'a device',
    files: () => ({}),
    prepare: (folder) => {
      for (const name of ['kestra-mcp.config.yaml', 'package.json', '.env'])
        symlinkSync('/dev/zero', join(folder, name));
      return undefined;
    },
  },
  {
    name: 'a link to itself for a file',
    files: () => ({}),
    prepare: (folder) => void symlinkSync('kestra-mcp.config.json', join(folder, 'kestra-mcp.config.json')),
  },
  {
    name: 'folders in the place of files',
    files: () => ({}),
    prepare: (folder) => {
      for (const name of ['kestra-mcp.config.json', 'package.json', '.env']) mkdirSync(join(folder, name));
      return undefined;
    },
  },
];
