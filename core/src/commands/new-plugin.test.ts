import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../../test/support/paths.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { VERSION } from '../process/version.js';
import { newPlugin } from './new-plugin.js';

describe('kestra-mcp new plugin', () => {
  it('makes a package of the name, and says what to do next', async () => {
    const cwd = temporaryFolder();
    const text = await newPlugin('sla-checks', cwd);
    expect(text).toContain('  cd sla-checks\n  npm install\n  npm test\n');
    expect(text).toContain("  export default { plugins: ['bundled', './sla-checks'] };\n");
    const made = join(cwd, 'sla-checks');
    const files = readdirSync(made, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual([
      '.gitignore',
      'README.md',
      'index.ts',
      'package.json',
      'sla-checks.schemas.ts',
      'sla-checks.tools.test.ts',
      'sla-checks.tools.ts',
      'tsconfig.json',
    ]);
    expect(packageOf(made)).toMatchObject({
      name: 'kestra-mcp-sla-checks',
      kestraMcp: { apiVersion: 1, id: 'sla-checks' },
      peerDependencies: { '@kestra-mcp/core': `^${VERSION}` },
      devDependencies: { 'kestra-mcp': `^${VERSION}`, '@kestra-mcp/testing': `^${VERSION}` },
    });
    const tools = readFileSync(join(made, 'src', 'sla-checks.tools.ts'), 'utf8');
    expect(tools).toContain("@ToolGroup({ name: 'sla_checks', title: 'Sla checks'");
    expect(tools).toContain("name: 'count_sla_checks'");
    expect(tools).toContain('export class SlaChecksTools {');
  });

  it('leaves nothing of the template in it', async () => {
    const cwd = temporaryFolder();
    await newPlugin('@acme/sla', cwd);
    for (const { parentPath, name } of readdirSync(cwd, { recursive: true, withFileTypes: true }).filter(
      (each) => each.isFile(),
    )) {
      expect(name).not.toMatch(/template/i);
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toMatch(/template|0\.0\.0/i);
    }
  });

  it('goes into an empty folder that is there', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'sla'));
    await newPlugin('sla', cwd);
    expect(packageOf(join(cwd, 'sla'))).toMatchObject({ name: 'kestra-mcp-sla' });
  });

  it.each([
    ['a folder with something in it', (path: string) => mkdirSync(join(path, 'src'), { recursive: true })],
    ['a file', (path: string) => writeFileSync(path, '')],
  ])('leaves alone %s', async (_, make) => {
    const cwd = temporaryFolder();
    make(join(cwd, 'sla'));
    await expect(newPlugin('sla', cwd)).rejects.toMatchObject({
      message: expect.stringContaining(`${join(cwd, 'sla')} is there already`),
      hint: expect.stringContaining('another name'),
    });
  });
});

describe('the template', () => {
  it('asks for the versions that this repository is tested with', () => {
    const { dependencies, devDependencies } = packageOf(join(ROOT, 'core/templates/plugin'));
    const ours = { ...packageOf(join(ROOT, 'core')).dependencies, ...packageOf(ROOT).devDependencies };
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([name, range]).toEqual([name, range === '^0.0.0-host' ? range : ours[name]]);
  });
});

function packageOf(folder: string): Record<'dependencies' | 'devDependencies', Record<string, string>> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
