import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ok, startHost } from '../../support/host/host.js';
import { runHost } from '../../support/host/raw.js';
import { ENTRY, fixturePlugin, ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

function folderWith(...plugins: readonly unknown[]): string {
  return temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify({ plugins }) });
}

describe('a manifest that is not that of the code', () => {
  it.each([
    ['stale-version', 'say_version', 'has an outdated manifest, written for version 1.2.2'],
    ['stale-code', 'say_new_code', 'has an outdated manifest, written for different code'],
    ['clumsy', 'return_nulls', 'has no manifest'],
  ])('(%s): the code is imported, its tools work, and everybody is told', async (name, tool, says) => {
    const cwd = folderWith(fixturePlugin(name));
    const { client, stderr, stop } = await startHost({ cwd, args: ['--log-level', 'warning'] });
    expect((await client.listTools()).tools.map((each) => each.name)).toContain(tool);
    await ok(client, tool);
    await stop();
    for (const text of [stderr(), (await runHost({ args: ['list'], cwd })).stdout]) {
      expect(text).toContain(
        `The plugin acme-${name} 1.2.3 (${join(fixturePlugin(name), 'index.js')}) ${says}`,
      );
      expect(text).toContain(`node ${ENTRY} manifest`);
    }
    const doctor = await runHost({ args: ['doctor', '--sandbox'], cwd });
    expect(doctor.stdout).toContain(`warn  plugin acme-${name}: The plugin acme-${name} 1.2.3`);
    expect(doctor.code).toBe(0);
  });

  it('though version and code are the same is found by doctor', async () => {
    const cwd = folderWith('./p');
    cpSync(fixturePlugin('greeting'), join(cwd, 'p'), { recursive: true });
    const file = join(cwd, 'p', 'greeting.manifest.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('Greets a person by name.', 'Greets nobody at all.'),
    );
    const { stdout } = await runHost({ args: ['doctor', '--sandbox'], cwd });
    expect(stdout).toContain('The manifest of @acme/kestra-mcp-greeting does not match its code.');
  });
});

describe('kestra-mcp manifest', () => {
  const folder = () => {
    const cwd = temporaryFolder();
    cpSync(fixturePlugin('with-options'), join(cwd, 'p'), { recursive: true });
    return cwd;
  };

  it('writes what --check then finds current, until the code changes', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'p', 'kestra-mcp.manifest.json'), '{}');
    const stale = await runHost({ args: ['manifest', '--check', 'p'], cwd });
    expect(stale.code).toBe(2);
    expect(stale.stderr).toContain(
      `The manifest of acme-with-options is out of date: ${join(cwd, 'p', 'kestra-mcp.manifest.json')}.`,
    );
    expect(await runHost({ args: ['manifest', 'p'], cwd })).toMatchObject({ code: 0, stdout: '' });
    expect(await runHost({ args: ['manifest', '--check', 'p'], cwd })).toMatchObject({ code: 0 });
    const code = join(cwd, 'p', 'index.js');
    writeFileSync(code, readFileSync(code, 'utf8').replace('Who owns', 'Who has'));
    expect(await runHost({ args: ['manifest', '--check', 'p'], cwd })).toMatchObject({ code: 2 });
  });

  it('fails at a tool or parameter without a description, and names each', async () => {
    const cwd = folder();
    const code = join(cwd, 'p', 'index.js');
    const without = readFileSync(code, 'utf8')
      .replace("z.string().describe('Namespace') }),\n  output", 'z.string() }),\n  output')
      .replace("description: 'All owners.'", "description: ' '")
      .replace(".default(7).describe('Days back')", '.default(7)');
    writeFileSync(code, without);
    const { code: exit, stderr } = await runHost({ args: ['manifest', 'p'], cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain('The plugin acme-with-options 1.2.3');
    for (const missing of [
      '- owner_report\n',
      '- the argument "namespace" of get_owner\n',
      '- the argument "days" of review_owner\n',
    ])
      expect(stderr).toContain(missing);
    expect(stderr).toContain('.describe(');
  });

  it('finds those of the first-party plugins and of the fixtures current', async () => {
    const fixtures = join('test', 'fixtures', 'plugins', 'with-options');
    const { code, stderr } = await runHost({
      args: ['manifest', '--check', 'plugins/*', fixtures],
      cwd: ROOT,
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('15 plugin manifests are up to date.'),
    });
  });
});
