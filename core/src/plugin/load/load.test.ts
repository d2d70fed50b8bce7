import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  GREETING,
  KEY,
  loadOne,
  MANIFEST,
  nameOf,
  pluginFolder,
  THROWS,
} from '../../../../test/support/plugins/plugin-folder.js';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
import { definePlugin } from '../author/define.js';
import { loadPlugins } from './load.js';

const MEND = 'Fix the plugin, report this to its author, or remove it from `plugins`.';

describe('a plugin with a manifest', () => {
  const folder = () => pluginFolder(THROWS, KEY, MANIFEST);

  it('is listed without its code', async () => {
    const path = folder();
    const { definition: _, hasChanged, isImported, skillFolder, ...loaded } = await loadOne(path);
    expect(skillFolder?.('a')).toBe(join(path, 'skills', 'a'));
    expect(loaded).toEqual({
      ...{ source: '@acme/p', version: '1.2.3', file: join(path, 'index.js') },
      key: JSON.stringify([join(path, 'index.js'), {}]),
      ...{ manifest: MANIFEST, options: {}, secrets: [] },
    });
    expect([isImported(), hasChanged()]).toEqual([false, false]);
  });

  it('shows its faults when its code is asked for', async () => {
    const path = folder();
    expect(await (await loadOne(path)).definition().catch(describeError)).toBe(
      `${nameOf(path)} could not be imported: imported (line 1)\n${MEND}`,
    );
  });
});

describe('a plugin without a manifest', () => {
  it.each([
    ['nothing about it', undefined, undefined, 'has no manifest'],
    ['a manifest that is not written yet', KEY, undefined, 'has no manifest at FOLDER/m.json'],
    [
      'a manifest of another version',
      KEY,
      { ...MANIFEST, version: '1.0.0' },
      'has an outdated manifest, written for version 1.0.0',
    ],
    [
      'a manifest of other code',
      KEY,
      { ...MANIFEST, code: { files: ['index.js'], hash: 'other' } },
      'has an outdated manifest, written for different code',
    ],
  ])('that says %s is imported, once, with a note of it', async (_, kestraMcp, stated, missing) => {
    const path = pluginFolder(GREETING, kestraMcp, stated);
    const loaded = await loadOne(path);
    expect(loaded.manifest).toEqual({ ...MANIFEST, id: 'greeting' });
    expect(loaded.definition()).toBe(loaded.definition());
    expect(await loaded.definition()).toMatchObject({ id: 'greeting' });
    const [note, nextStep] = loaded.note?.split('\n') ?? [];
    expect(note).toBe(`${nameOf(path)} ${missing.replace('FOLDER', path)}, so every start imports its code.`);
    expect(nextStep).toMatch(kestraMcp ? `Create it with: kestra-mcp manifest ${path}` : /^Add "kestraMcp"/);
  });

  it('may be a single file, or an object', async () => {
    const file = join(pluginFolder(GREETING), 'index.js');
    const object = definePlugin({ id: 'inline' });
    const entries = [file, object].map((entry) => ({ plugin: entry, options: {} }));
    const context = { folder: '/', file: '/kestra-mcp.config.ts', startMs: 30_000 };
    const [single, inline] = (await loadPlugins(entries, context)).loaded;
    expect(single).toMatchObject({ source: 'index.js', version: '0.0.0', file });
    expect(inline).toMatchObject({ source: 'inline', version: 'inline', file: '/kestra-mcp.config.ts' });
    expect(await inline?.definition()).toBe(object);
    expect([inline?.note, inline?.hasChanged()]).toEqual([undefined, false]);
  });
});

describe('a package.json of one’s own', () => {
  it('need say neither name nor version', async () => {
    const path = temporaryFolder({ 'package.json': '{"type":"module"}', 'index.js': GREETING });
    expect(await loadOne(path)).toMatchObject({ source: basename(path), version: '0.0.0' });
  });
});

describe('an entry that is as it was', () => {
  it('means the same plugin, its code imported already', async () => {
    const path = pluginFolder(GREETING);
    const before = await loadOne(path);
    expect(await loadOne(path, {}, { inUse: [before] })).toBe(before);
  });

  it.each([
    ['another option', { owner: 'ops' }, {}],
    ['no plugin in use', { owner: 'data' }, { inUse: [] }],
  ])('is another with %s', async (_, options, context) => {
    const schema = { type: 'object', properties: { owner: { type: 'string' } } };
    const path = pluginFolder(THROWS, KEY, { ...MANIFEST, options: schema });
    const before = await loadOne(path, { owner: 'data' });
    const after = await loadOne(path, options, { inUse: [before], ...context });
    expect(after).not.toBe(before);
    expect(after).toMatchObject({ options });
  });

  it('is no object, which is read anew', async () => {
    const object = definePlugin({ id: 'inline' });
    const before = await loadOne(object);
    expect(await loadOne(object, {}, { inUse: [before] })).not.toBe(before);
  });
});

describe('code that changes', () => {
  it('is told once it was imported, and not before', async () => {
    const path = pluginFolder(`import './helper.js';\n${GREETING}`, KEY, MANIFEST);
    writeFileSync(join(path, 'helper.js'), '');
    const loaded = await loadOne(path);
    writeFileSync(join(path, 'helper.js'), '// changed before the import');
    expect(loaded.hasChanged()).toBe(false);
    await loaded.definition();
    expect(loaded.hasChanged()).toBe(false);
    writeFileSync(join(path, 'helper.js'), '// changed after it');
    expect(loaded.hasChanged()).toBe(true);
  });
});
