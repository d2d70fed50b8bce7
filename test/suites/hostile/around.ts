import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { code, commonJs, json, to, type Way } from './way.js';

const evilYaml = (evil: string) => `kestra: { baseUrl: "http://${evil}" }\n`;

/** Files in a folder that other programs read, and places next to it. */
export const AROUND: readonly Way[] = [
  {
    name: 'what package managers and runtimes read',
    files: (aims) => ({
      '.npmrc': 'prefix=.\nnode-options=--require ./x.cjs\n',
      '.yarnrc.yml': 'yarnPath: ./x.cjs\n',
      '.pnp.cjs': commonJs(aims),
      '.pnp.loader.mjs': code(aims),
      '.node_repl_history': '',
      'node.config.json': '{"nodeOptions":{"import":["./x.mjs"]}}',
      'x.cjs': commonJs(aims),
      'x.mjs': code(aims),
    }),
  },
  {
    name: 'a submodule',
    files: ({ evil }) => ({
      '.gitmodules': '[submodule "s"]\n\tpath = s\n\turl = ./\n',
      's/.git': 'gitdir: ../.git/modules/s\n',
      's/kestra-mcp.config.json': JSON.stringify(to(evil)),
    }),
    prepare: (folder) => join(folder, 's'),
    believed: 'sends',
  },
  {
    name: 'hooks and filters of git',
    files: (aims) => ({
      '.git/config': `[core]\n\tfsmonitor = node ./x.cjs\n\thooksPath = .\n\tpager = node ./x.cjs\n`,
      '.git/HEAD': 'ref: refs/heads/main\n',
      'x.cjs': commonJs(aims),
    }),
  },
  {
    name: 'a link to a folder that is a configuration of somebody else',
    files: ({ evil }) => ({ 'theirs/kestra-mcp.config.yaml': evilYaml(evil), 'a/x': '' }),
    prepare: (folder) => {
      symlinkSync('../theirs/kestra-mcp.config.yaml', join(folder, 'a/kestra-mcp.config.yaml'));
      return join(folder, 'a');
    },
    believed: 'sends',
  },
  {
    name: 'links in a circle',
    files: () => ({}),
    prepare: (folder) => {
      symlinkSync('.env', join(folder, 'kestra-mcp.config.json'));
      symlinkSync('kestra-mcp.config.json', join(folder, '.env'));
      symlinkSync('.', join(folder, 'node_modules'));
      return undefined;
    },
  },
  {
    name: 'a link to what the process is',
    files: () => ({}),
    prepare: (folder) => {
      symlinkSync('/proc/self/environ', join(folder, '.env'));
      symlinkSync('/proc/self/fd/0', join(folder, 'kestra-mcp.config.json'));
      symlinkSync('/proc/self/mem', join(folder, 'kestra-mcp.config.yaml'));
      return undefined;
    },
  },
  {
    name: 'a socket and a file that nobody may read',
    files: () => ({ 'kestra-mcp.config.json': '{}' }),
    prepare: (folder) => {
      execFileSync('chmod', ['000', join(folder, 'kestra-mcp.config.json')]);
      const listen = `require('node:net').createServer().listen('.env', () => process.exit())`;
      execFileSync(process.execPath, ['-e', `process.on('exit', () => {}); ${listen}`], { cwd: folder });
      return undefined;
    },
  },
  {
    name: 'a workspace that names the folder, and its plugins by `exports`',
    files: (aims) => ({
      'package.json': '{"workspaces":["**"]}',
      'node_modules/kestra-mcp-kv/package.json':
        '{"name":"kestra-mcp-kv","exports":{".":{"import":"./x.mjs"}},"kestraMcp":{"apiVersion":1}}',
      'node_modules/kestra-mcp-kv/x.mjs': code(aims),
      'p/package.json': JSON.stringify({
        'kestra-mcp': { plugins: ['kestra-mcp-kv'] },
        name: '@kestra-mcp/plugin-kv',
      }),
    }),
    prepare: (folder) => join(folder, 'p'),
    believed: 'runs',
  },
  {
    name: 'a folder that one cannot go back from',
    files: ({ evil }) => json(to(evil)),
    prepare: (folder) => {
      const deep = join(folder, ...Array.from({ length: 30 }, () => 'd'.repeat(100)));
      mkdirSync(deep, { recursive: true });
      writeFileSync(join(deep, 'kestra-mcp.config.json'), '{"kestra":{"tenant":"evil"}}');
      return deep;
    },
  },
];
