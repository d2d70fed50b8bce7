import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './servers.js';

/**
 * Creates third-party plugins as their authors publish them: code, and the manifest that `kestra-mcp manifest` writes.
 * `folder` is the folder in which a configuration expects them.
 */
export function makePlugins({ folder, host, plugins, tools }) {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const shared of ['zod', '@kestra-mcp'])
    symlinkSync(join(ROOT, 'node_modules', shared), join(modules, shared), 'dir');
  const names = Array.from({ length: plugins }, (_, index) => `acme-plugin-${index}`);
  names.forEach((name, index) => {
    const home = join(modules, name);
    mkdirSync(join(home, 'dist'), { recursive: true });
    const kestraMcp = { apiVersion: 1, id: `acme${index}`, manifest: './kestra-mcp.manifest.json' };
    const pkg = { name, version: '1.0.0', type: 'module', exports: './dist/index.js', kestraMcp };
    writeFileSync(join(home, 'package.json'), JSON.stringify(pkg));
    writeFileSync(join(home, 'dist', 'index.js'), code(index, tools));
  });
  const homes = names.map((name) => join(modules, name));
  execFileSync(process.execPath, [host, 'manifest', ...homes], { stdio: 'ignore' });
  return names;
}

function code(plugin, tools) {
  return `
    import { definePlugin, defineTool, flow_id, namespace } from '@kestra-mcp/core';
    import * as z from 'zod';
    const group = { name: 'acme${plugin}', title: 'Acme ${plugin}', instructions: 'do what Acme does.' };
    const tools = Array.from({ length: ${tools} }, (_, index) => defineTool({
      group,
      name: 'acme_${plugin}_tool_' + index,
      description: 'Looks at a flow in the way that Acme does, and says what it has found there.',
      effect: 'read',
      input: z.strictObject({ namespace, flow_id, days: z.int().min(1).max(90).default(7).describe('Days back') }),
      output: z.looseObject({ findings: z.array(z.string()).describe('What was found') }),
      handler: () => ({ findings: [] }),
    }));
    export default definePlugin({ id: 'acme${plugin}', tools });`;
}
