import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/paths.js';
import { code, commonJs, json, packaged, type Way } from './way.js';

/** Ways to run code. */
export const CODE: readonly Way[] = [
  ...['ts', 'mts', 'js', 'mjs'].map(
    (ending): Way => ({
      name: `configuration that is .${ending}`,
      files: (aims) => ({ [`kestra-mcp.config.${ending}`]: code(aims) }),
      believed: 'runs',
    }),
  ),
  { name: 'configuration that is .cjs', files: (aims) => ({ 'kestra-mcp.config.cjs': commonJs(aims) }) },
  {
    name: 'a plugin by its path',
    files: (aims) => ({
      ...json({ plugins: ['./p.js'] }),
      'p.js': code(aims),
      'package.json': '{"type":"module"}',
    }),
    believed: 'runs',
  },
  {
    name: 'a plugin by its path, in YAML',
    files: (aims) => ({ 'kestra-mcp.config.yaml': 'plugins: [[./p.mjs, {}]]', 'p.mjs': code(aims) }),
    believed: 'runs',
  },
  {
    name: 'a plugin in TypeScript',
    files: (aims) => ({ ...json({ plugins: ['./p.ts'] }), 'p.ts': code(aims) }),
    believed: 'runs',
  },
  {
    name: 'a plugin by a link',
    files: (aims) => ({ ...json({ plugins: ['./p.mjs'] }), 'docs/a.mjs': code(aims) }),
    prepare: (folder) => void symlinkSync('docs/a.mjs', join(folder, 'p.mjs')),
    believed: 'runs',
  },
  {
    name: 'a plugin that is a package',
    files: (aims) => ({ ...json({ plugins: ['sla'] }), ...packaged(aims, 'kestra-mcp-sla') }),
    believed: 'runs',
  },
  {
    name: 'a plugin by `imports`',
    files: (aims) => ({
      ...json({ plugins: ['./p.mjs'] }),
      'p.mjs': "import '#x'; export default {};",
      'package.json': '{"imports":{"#x":"./x.mjs"}}',
      'x.mjs': code(aims),
    }),
    believed: 'runs',
  },
  { name: "a package of the host's name", files: (aims) => packaged(aims, '@kestra-mcp/plugin-kv') },
  {
    name: "all packages of the host's names",
    files: (aims) =>
      Object.assign(
        {},
        ...['flow', 'kv', 'execution', 'files', 'logs'].map((id) =>
          packaged(aims, `@kestra-mcp/plugin-${id}`),
        ),
      ),
  },
  {
    name: "packages of the host's short names",
    files: (aims) => ({
      ...packaged(aims, 'kestra-mcp-kv'),
      ...packaged(aims, 'kestra-mcp-plugin-kv'),
      ...packaged(aims, 'kv'),
    }),
  },
  {
    name: "a package of the host's name above",
    files: (aims) => ({ ...packaged(aims, '@kestra-mcp/plugin-kv'), 'a/b/c.txt': '' }),
    prepare: (folder) => join(folder, 'a/b'),
  },
  {
    name: 'one in the workspace above',
    files: (aims) => ({
      ...packaged(aims, '@kestra-mcp/plugin-kv'),
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/a/package.json': '{}',
    }),
    prepare: (folder) => join(folder, 'packages/a'),
  },
  {
    name: 'one in a package beside',
    files: (aims) => ({
      ...packaged(aims, '@kestra-mcp/plugin-kv', 'plugins/kv'),
      'package.json': '{"workspaces":["plugins/*"]}',
    }),
    prepare: (folder) => void symlinkSync('plugins', join(folder, 'node_modules')),
  },
  {
    name: 'what the host itself imports',
    files: (aims) =>
      Object.assign(
        {},
        ...['@kestra-mcp/core', '@kestra-mcp/testing', 'zod', 'jiti', 'yaml', 'cosmiconfig', 'undici'].map(
          (name) => packaged(aims, name),
        ),
      ),
  },
  {
    name: 'a file that a .env names',
    files: (aims) => ({ '.env': 'KESTRA_MCP_CONFIG=docs/x.mjs\n', 'docs/x.mjs': code(aims) }),
  },
  {
    name: 'options of Node',
    files: (aims) => ({
      '.env': 'NODE_OPTIONS=--require ./x.cjs\n',
      '.npmrc': 'node-options=--require ./x.cjs\nscript-shell=./x.cjs',
      'x.cjs': commonJs(aims),
    }),
  },
  {
    name: 'paths of tsconfig',
    files: (aims) => ({
      ...json({ plugins: ['x'] }),
      'tsconfig.json':
        '{"compilerOptions":{"baseUrl":".","paths":{"x":["./x.ts"],"@kestra-mcp/*":["./x.ts"],"zod":["./x.ts"]}}}',
      'x.ts': code(aims),
    }),
  },
  {
    name: 'the sample, with one more line',
    files: (aims) => ({
      'kestra-mcp.config.ts': `${readFileSync(join(ROOT, 'kestra-mcp.config.ts'), 'utf8')}\n${code(aims).replace('export default {};', '')}`,
    }),
    believed: 'runs',
  },
  {
    name: 'what it calls a manifest',
    files: (aims) => ({
      ...json({ plugins: ['./p'] }),
      ...packaged(aims, 'p', 'p'),
      'p/kestra-mcp.manifest.json': '{}',
    }),
    believed: 'runs',
  },
  {
    name: 'a working tree of somebody else',
    files: (aims) => ({
      '.git': 'gitdir: /home/somebody/trusted/.git/worktrees/x\n',
      ...json({ plugins: ['./p.mjs'] }),
      'p.mjs': code(aims),
    }),
    believed: 'runs',
  },
];
