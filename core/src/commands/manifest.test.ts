import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../../test/support/paths.js';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { ConfigError, describeError } from '../foundation/errors.js';
// The plugins ask for it, and jest cannot link it twice at a time.
import '../index.js';
import { resolvePlugin } from '../plugin/load/resolve.js';
import { isStale } from '../plugin/manifest/code-stamp.js';
import { readManifest } from '../plugin/manifest/read-manifest.js';
import { checkManifests, writeManifests } from './manifest.js';

/** By its file: what stands in for zod where a plugin has none is not for jest. */
const ZOD = join(ROOT, 'node_modules', 'zod', 'index.js');

const CODE = `
  import { definePlugin } from '@kestra-mcp/core';
  import { id } from './id.js';
  export default definePlugin({ id });`;
const ID = "export const id = 'p';";
const plugin = (folder: string, kestraMcp?: object, code = CODE) => ({
  [`${folder}/package.json`]: JSON.stringify({ name: folder, version: '1.2.3', type: 'module', kestraMcp }),
  [`${folder}/index.js`]: code,
  [`${folder}/id.js`]: ID,
});
const wanted = { apiVersion: 1, manifest: './m.json' };
const failure = (work: Promise<unknown>) => work.then(() => 'none', describeError);

describe('writeManifests', () => {
  it('writes where each package.json says, whoever expands the star', async () => {
    const folder = temporaryFolder({ ...plugin('one', wanted), ...plugin('two', wanted), 'README.md': '' });
    const files = ['one', 'two'].map((name) => join(folder, name, 'm.json'));
    expect((await writeManifests([join(folder, '*')])).sort()).toEqual(files);
    expect(await writeManifests([join(folder, 'one')])).toEqual(files.slice(0, 1));
    const text = readFileSync(files[0] ?? '', 'utf8');
    const { code, ...manifest } = JSON.parse(text);
    expect(text).toBe(`${JSON.stringify({ ...manifest, code }, null, 2)}\n`);
    expect(manifest).toEqual({
      ...{ apiVersion: 1, id: 'p', version: '1.2.3' },
      ...{ groups: [], tools: [], resources: [], prompts: [] },
    });
    expect(code).toEqual({ files: ['index.js', 'id.js'], hash: expect.stringMatching(/^[\da-f]{64}$/) });
  });

  it('says what is wrong with a folder that is none of a plugin', async () => {
    const folder = temporaryFolder({ 'bare/index.js': '', 'file.js': '', 'broken/package.json': '{' });
    const at = (name: string) => failure(writeManifests([join(folder, name)]));
    expect(await at('nope')).toBe(`There is no folder ${join(folder, 'nope')}.`);
    expect(await at('nope/*')).toBe(`There is no folder ${join(folder, 'nope')}.`);
    expect(await at('file.js')).toBe(`${join(folder, 'file.js')} is not a folder.`);
    expect(await at('broken')).toBe(`${join(folder, 'broken/package.json')} cannot be read as JSON.`);
    expect(await at('bare')).toBe(`${join(folder, 'bare')} is not a plugin folder: it has no package.json.`);
  });

  it('writes what a start goes by, until the code is another', async () => {
    const folder = join(temporaryFolder(plugin('one', wanted)), 'one');
    const identity = { source: 'one', version: '1.2.3', file: join(folder, 'index.js') };
    const found = () => Object.keys(readManifest(identity, resolvePlugin(folder, '/')));
    await writeManifests([folder]);
    expect(found()).toEqual(['manifest']);
    writeFileSync(join(folder, 'id.js'), "export const id = 'other';");
    expect(found()).toEqual(['missing', 'nextStep']);
  });

  it('notes arguments that not every client takes', async () => {
    const code = `
      import { definePlugin, defineTool } from '@kestra-mcp/core';
      import * as z from '${ZOD}';
      const input = z.strictObject({ at: z.unknown().describe('When') });
      const tool = { group: { name: 'g', title: 'G' }, name: 'wait_until', description: 'Waits.', effect: 'read' };
      const output = z.looseObject({});
      export default definePlugin({ id: 'p', tools: [defineTool({ ...tool, input, output, handler: () => ({}) })] });`;
    const folder = join(temporaryFolder(plugin('one', wanted, code)), 'one');
    for (const command of [writeManifests, checkManifests]) {
      const notes: string[] = [];
      await command([folder], (text) => notes.push(text));
      expect(notes).toEqual([
        expect.stringMatching(
          /^Some clients reject .* of one:\n {2}wait_until: "at" allows any value\nGive each argument /,
        ),
      ]);
    }
  });

  it.each([undefined, { apiVersion: 1 }])('says what is missing in %j', async (kestraMcp) => {
    const folder = temporaryFolder(plugin('one', kestraMcp));
    expect(await failure(writeManifests([join(folder, 'one')]))).toMatch(
      /^The package\.json of one does not name a manifest\.\nAdd "kestraMcp": /,
    );
  });

  it('writes nothing of a plugin that leaves things undescribed, and names them', async () => {
    const code = `
      import { definePlugin, definePrompt, defineResource } from '@kestra-mcp/core';
      const group = { name: 'g', title: 'G' };
      const handler = () => '';
      export default definePlugin({
        id: 'p',
        resources: [defineResource({ group, name: 'report', uri: 'a:b', description: '', handler })],
        prompts: [definePrompt({ group, name: 'explain', description: ' ', handler })],
      });`;
    const folder = join(temporaryFolder(plugin('one', wanted, code)), 'one');
    expect(await failure(writeManifests([folder]))).toBe(
      `The plugin one 1.2.3 (${join(folder, 'index.js')}) has tools or arguments without a description:\n` +
        '- report\n- explain\n' +
        'Describe arguments with `.describe("…")` and tools with `description`.',
    );
    expect(existsSync(join(folder, 'm.json'))).toBe(false);
  });

  it('tells of code that cannot be imported', async () => {
    const folder = join(temporaryFolder(plugin('one', wanted, 'throw new Error("boom");')), 'one');
    expect(await failure(writeManifests([folder]))).toBe(
      `The plugin one 1.2.3 (${join(folder, 'index.js')}) could not be imported: boom (line 1)\n` +
        'Fix the plugin, report this to its author, or remove it from `plugins`.',
    );
  });
});

describe('the skills of a plugin', () => {
  const SKILL = '---\nname: review-orders\ndescription: Reviews orders.\n---\nLook.';
  const withSkill = (place: string, files?: string[]) => {
    const code = `
      import { definePlugin } from '@kestra-mcp/core';
      const folder = new URL('./${place}/', import.meta.url);
      export default definePlugin({ id: 'p', skills: [{ group: { name: 'g', title: 'G' }, folder }] });`;
    const one = plugin('one', wanted, code);
    const pkg = { ...JSON.parse(one['one/package.json'] ?? ''), ...(files && { files }) };
    const texts = { 'one/package.json': JSON.stringify(pkg), [`one/${place}/SKILL.md`]: SKILL };
    return join(temporaryFolder({ ...one, ...texts }), 'one');
  };

  it('are in the manifest, which is stale when one of their files is another', async () => {
    const folder = withSkill('skills/review-orders', ['dist', 'skills']);
    const notes: string[] = [];
    await writeManifests([folder], (text) => notes.push(text));
    expect(notes).toEqual([]);
    const written = JSON.parse(readFileSync(join(folder, 'm.json'), 'utf8'));
    expect(written.skills).toMatchObject([{ name: 'review-orders', files: [{ path: 'SKILL.md' }] }]);
    expect(isStale(folder, written.code)).toBe(false);
    writeFileSync(join(folder, 'skills/review-orders/SKILL.md'), `${SKILL} Twice.`);
    expect(isStale(folder, written.code)).toBe(true);
    expect(await failure(checkManifests([folder]))).toContain('The manifest of one is out of date');
  });

  it('are told of where npm would leave them out', async () => {
    const notes: string[] = [];
    await writeManifests([withSkill('skills/review-orders', ['dist'])], (text) => notes.push(text));
    expect(notes).toEqual([
      'The skills of one would not be published. Add "skills" to `files` in its package.json.',
    ]);
  });

  it('have to be where a start looks for them', async () => {
    const folder = withSkill('texts/review-orders');
    expect(await failure(writeManifests([folder]))).toBe(
      `The plugin one 1.2.3 (${join(folder, 'index.js')}) has a skill in ${join(folder, 'texts/review-orders')}, where its manifest cannot find it.\n` +
        `Move it to ${join(folder, 'skills/review-orders')}.`,
    );
  });
});

describe('checkManifests', () => {
  it('is content with what was written, and writes nothing', async () => {
    const folder = join(temporaryFolder(plugin('one', wanted)), 'one');
    const file = join(folder, 'm.json');
    expect(await failure(checkManifests([folder]))).toContain(`The manifest of one is out of date: ${file}.`);
    expect(existsSync(file)).toBe(false);
    await writeManifests([folder]);
    expect(await checkManifests([folder])).toEqual([file]);
  });

  it('names every one that is stale', async () => {
    const names = ['one', 'two', 'three'];
    const folder = temporaryFolder(Object.assign({}, ...names.map((name) => plugin(name, wanted))));
    await writeManifests([join(folder, '*')]);
    writeFileSync(join(folder, 'one', 'm.json'), '{}');
    writeFileSync(join(folder, 'three', 'id.js'), `${ID} // other code`);
    const work = checkManifests(names.map((name) => join(folder, name)));
    await expect(work).rejects.toThrow(ConfigError);
    expect((await failure(work)).replaceAll(folder, 'FOLDER')).toBe(
      'The manifest of one is out of date: FOLDER/one/m.json.\n' +
        '- The manifest of three is out of date: FOLDER/three/m.json.\n' +
        'Regenerate it: kestra-mcp manifest <folder>.',
    );
  });
});
