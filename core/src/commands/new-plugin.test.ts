import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
    // What is merely found in a folder is not believed.
    expect(text).toContain('\n  kestra-mcp list --config kestra-mcp.config.ts\n');
    const made = join(cwd, 'sla-checks');
    const files = readdirSync(made, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual([
      '.gitignore',
      '.npmrc',
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
      // Nothing is on npm: from this clone.
      devDependencies: {
        'kestra-mcp': pathToFileURL(ROOT).href.replace(/\/$/, ''),
        '@kestra-mcp/core': pathToFileURL(join(ROOT, 'core')).href,
        '@kestra-mcp/testing': pathToFileURL(join(ROOT, 'test')).href,
      },
    });
    const readme = readFileSync(join(made, 'README.md'), 'utf8');
    expect(readme).toContain(`path with \`^${VERSION}\``);
    for (const [, words] of readme.matchAll(/npx kestra-mcp ([^`]*)`/g))
      expect(words).toContain('--config kestra-mcp.config.ts');
    const tools = readFileSync(join(made, 'src', 'sla-checks.tools.ts'), 'utf8');
    expect(tools).toContain("@ToolGroup({ name: 'sla_checks', title: 'Sla checks'");
    expect(tools).toContain("name: 'count_sla_checks'");
    expect(tools).toContain('export class SlaChecksTools {');
  });

  it('takes all from npm once that is released', async () => {
    const cwd = temporaryFolder();
    await newPlugin('sla', cwd, true);
    expect(packageOf(join(cwd, 'sla')).devDependencies).toMatchObject({
      ...{ 'kestra-mcp': `^${VERSION}`, '@kestra-mcp/core': `^${VERSION}` },
      '@kestra-mcp/testing': `^${VERSION}`,
    });
    expect(existsSync(join(cwd, 'sla/.npmrc'))).toBe(false);
    expect(readFileSync(join(cwd, 'sla/README.md'), 'utf8')).not.toContain('not published on npm');
  });

  it.each([
    ['../my plugins/sla', 'my plugins/sla', "cd '../my plugins/sla'", 'kestra-mcp-sla'],
    ['./x/@acme/sla', 'here/x/sla', 'cd x/sla', '@acme/sla'],
    [
      "ann's/sla",
      "here/ann's/sla",
      `export default { plugins: ['bundled', "./ann's/sla"] };`,
      'kestra-mcp-sla',
    ],
  ])('goes where a path leads: %s', async (given, path, step, name) => {
    const folder = temporaryFolder({ 'here/.keep': '' });
    expect(await newPlugin(given, join(folder, 'here'))).toContain(`  ${step}\n`);
    expect(packageOf(join(folder, path))).toMatchObject({ name });
  });

  it.each([true, false])('leaves nothing of the template in it, released or not: %s', async (released) => {
    const cwd = temporaryFolder();
    await newPlugin('@acme/sla', cwd, released);
    for (const { parentPath, name } of readdirSync(cwd, { recursive: true, withFileTypes: true }).filter(
      (each) => each.isFile(),
    )) {
      expect(name).not.toMatch(/template/i);
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toMatch(/template|0\.0\.0|\{not/i);
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
      message: expect.stringContaining(`${join(cwd, 'sla')} already exists`),
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
