import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { describeError } from '../errors.js';
// The plugins ask for it, and jest cannot link it twice at a time.
import '../index.js';
import { writeManifests } from './manifest.js';

const CODE = `
  import { definePlugin } from '@kestra-mcp/core';
  export default definePlugin({ id: 'p' });`;
const plugin = (folder: string, kestraMcp?: object) => ({
  [`${folder}/package.json`]: JSON.stringify({ name: folder, version: '1.2.3', type: 'module', kestraMcp }),
  [`${folder}/index.js`]: CODE,
});
const wanted = { apiVersion: 1, manifest: './m.json' };

describe('writeManifests', () => {
  it('writes where each package.json says, whoever expands the star', async () => {
    const folder = temporaryFolder({ ...plugin('one', wanted), ...plugin('two', wanted), 'README.md': '' });
    const files = ['one', 'two'].map((name) => join(folder, name, 'm.json'));
    expect((await writeManifests([join(folder, '*')])).sort()).toEqual(files);
    expect(await writeManifests([join(folder, 'one')])).toEqual(files.slice(0, 1));
    expect(readFileSync(files[0] ?? '', 'utf8')).toBe(
      `${JSON.stringify({ apiVersion: 1, id: 'p', version: '1.2.3', groups: [], tools: [] }, null, 2)}\n`,
    );
  });

  it.each([undefined, { apiVersion: 1 }])('says what is missing in %j', async (kestraMcp) => {
    const folder = temporaryFolder(plugin('one', kestraMcp));
    expect(await writeManifests([join(folder, 'one')]).catch(describeError)).toMatch(
      /^one does not say where its manifest goes\.\nAdd to its package\.json: "kestraMcp": /,
    );
  });
});
