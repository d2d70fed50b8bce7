import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../test/support/temporary.js';
import { describeError } from '../errors.js';
// The plugins ask for it, and jest cannot link it twice at a time.
import '../index.js';
import { importPlugin } from './import.js';

/** What comes of importing a file with this code, its path as FILE. */
const imported = async (code: string, name = 'index.mjs', milliseconds = 5_000): Promise<string> => {
  const file = join(temporaryFolder({ [name]: code }), name);
  const identity = { source: '@acme/p', version: '1.2.3', file };
  return importPlugin(identity, milliseconds).then(
    ({ id }) => `the plugin ${id}`,
    (error: unknown) => describeError(error).replaceAll(file, 'FILE'),
  );
};
const GOOD = `
  import { definePlugin } from '@kestra-mcp/core';
  export default definePlugin({ id: 'good' });`;
const MEND = 'Mend the plugin, tell its author, or take it out of `plugins`.';
const NO_PLUGIN =
  'The plugin @acme/p 1.2.3 (FILE) exports no plugin.\n' +
  'The default export of that file must be made with definePlugin({ … }).';

describe('importPlugin', () => {
  it.each([
    ['JavaScript', 'index.mjs', GOOD],
    ['TypeScript', 'index.ts', `${GOOD}\nexport const typed: string = 'x';`],
    ['TypeScript', 'index.mts', `${GOOD}\nexport enum Kind { One }`],
  ])('takes a plugin in %s, %s', async (_, name, code) => {
    expect(await imported(code, name)).toBe('the plugin good');
  });

  it.each([
    ['export default { id: "x", tools: [] };', NO_PLUGIN],
    ['export const plugin = 1;', NO_PLUGIN],
    ['throw new Error("boom");', `The plugin @acme/p 1.2.3 (FILE) could not be imported: boom\n${MEND}`],
    ['throw "boom";', `The plugin @acme/p 1.2.3 (FILE) could not be imported: boom\n${MEND}`],
    ['throw undefined;', `The plugin @acme/p 1.2.3 (FILE) could not be imported: undefined\n${MEND}`],
  ])('says what is wrong with %j', async (code, text) => {
    expect(await imported(code)).toBe(text);
  });

  it('names what a plugin needs and does not find', async () => {
    expect(await imported("import 'left-pad-of-nobody';")).toMatch(
      /^The plugin @acme\/p 1\.2\.3 \(FILE\) could not be imported: .*Cannot find .*'left-pad-of-nobody'[\s\S]*\nIt needs "left-pad-of-nobody", which is not there: install it, or the plugin anew\.$/,
    );
  });

  it('keeps what an error of core says to do', async () => {
    const code = `
      import { PluginError } from '@kestra-mcp/core';
      throw new PluginError('Its classes do not fit.', { details: ['a', 'b'], hint: 'Make them fit.' });`;
    expect(await imported(code)).toBe(
      'The plugin @acme/p 1.2.3 (FILE) could not be imported: Its classes do not fit.\n- a\n- b\nMake them fit.',
    );
  });

  it('does not wait for ever', async () => {
    expect(await imported('await new Promise(() => undefined);', 'index.mjs', 20)).toBe(
      'The plugin @acme/p 1.2.3 (FILE) did not finish its import within 0.02 s.\n' +
        'Something in it awaits for ever at the top level of a module.',
    );
  });

  it('says that the file is not there', async () => {
    const identity = { source: '@acme/p', version: '1.2.3', file: '/none/index.js' };
    expect(await importPlugin(identity, 1_000).catch(describeError)).toMatch(
      /^The plugin @acme\/p 1\.2\.3 \(\/none\/index\.js\) could not be imported: .*\n/,
    );
  });
});
