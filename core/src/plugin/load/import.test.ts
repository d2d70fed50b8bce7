import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary.js';
import { describeError } from '../../foundation/errors.js';
// The plugins ask for it, and jest cannot link it twice at a time.
import '../../index.js';
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
const MEND = 'Fix the plugin, report this to its author, or remove it from `plugins`.';
const NO_PLUGIN =
  'The plugin @acme/p 1.2.3 (FILE) does not export a plugin.\n' +
  'Create the default export of that file with definePlugin({ … }).';

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
    [
      'throw new Error("boom");',
      `The plugin @acme/p 1.2.3 (FILE) could not be imported: boom (line 1)\n${MEND}`,
    ],
    ['throw "boom";', `The plugin @acme/p 1.2.3 (FILE) could not be imported: boom\n${MEND}`],
    ['throw undefined;', `The plugin @acme/p 1.2.3 (FILE) could not be imported: undefined\n${MEND}`],
  ])('says what is wrong with %j', async (code, text) => {
    expect(await imported(code)).toBe(text);
  });

  it('names what a plugin needs and does not find', async () => {
    expect(await imported("import 'left-pad-of-nobody';")).toMatch(
      /^The plugin @acme\/p 1\.2\.3 \(FILE\) could not be imported: .*Cannot find .*'left-pad-of-nobody'[\s\S]*\nIt needs "left-pad-of-nobody", which is not installed\. Install it or reinstall the plugin, and restart the server, because Node remembers a failed import\.$/,
    );
  });

  it.each(['./gone.mjs', '../gone/index.mjs'])(
    'says of a file of its own that it is not there: %s',
    async (file) => {
      const text = await imported(`import '${file}';`);
      expect(text).toMatch(
        /\nIts file \S*gone\S* does not exist\. Build the plugin, or correct the path in the import\. /,
      );
      expect(text).not.toContain('Install it');
    },
  );

  it('says of a promise that it must be awaited', async () => {
    expect(await imported('export default Promise.resolve({});')).toBe(
      'The plugin @acme/p 1.2.3 (FILE) exports a promise instead of a plugin.\nAwait the promise: export default await ….',
    );
  });

  it.each([
    ['', 'needs an `id` of 1 to 64 letters, digits, underscores and hyphens in its definePlugin({ … })'],
    [
      '{ id: 5 }',
      'needs an `id` of 1 to 64 letters, digits, underscores and hyphens in its definePlugin({ … })',
    ],
    [
      "{ id: 'a b' }",
      'needs an `id` of 1 to 64 letters, digits, underscores and hyphens in its definePlugin({ … })',
    ],
    ["{ id: 'p', onInit: 5 }", 'has an `onInit` that is not a function'],
    ["{ id: 'p', onDispose: 'x' }", 'has an `onDispose` that is not a function'],
    ["{ id: 'p', tools: null }", 'has `tools` that is not a list'],
    ["{ id: 'p', tools: [null] }", 'has an entry in `tools` that was not created with defineTool({ … })'],
    ["{ id: 'p', tools: [defineTool()] }", 'has the tool "undefined", but its `handler` must be a function'],
    [
      "{ id: 'p', tools: [defineTool({ name: 'a' })] }",
      'has the tool "a", but its `handler` must be a function',
    ],
    ["{ id: 'p', resources: 5 }", 'has `resources` that is not a list'],
    ["{ id: 'p', prompts: [{}] }", 'has an entry in `prompts` that was not created with definePrompt({ … })'],
    ["{ id: 'p', groups: 'abc' }", 'has `groups` that is not a list'],
    ["{ id: 'p', groups: [() => 1] }", 'has an entry in `groups` that is not a class'],
    ["{ id: 'p', providers: [5] }", 'has an entry in `providers` that is not a class'],
    [
      "{ id: 'p', options: 5 }",
      'has `options` that are neither a zod schema nor a class created with pluginOptions(…)',
    ],
    [
      "{ id: 'p', options: {} }",
      'has `options` that are neither a zod schema nor a class created with pluginOptions(…)',
    ],
    ["{ id: 'p', compact: 1 }", 'has a `compact` that is neither true nor false'],
    ["{ id: 'p', get tools() { throw new Error('trap'); } }", 'could not be imported: trap'],
  ])('says what is odd about definePlugin(%s)', async (given, says) => {
    const text = await imported(`
      import { definePlugin, defineTool } from '@kestra-mcp/core';
      export default definePlugin(${given});`);
    expect(text).toContain(`The plugin @acme/p 1.2.3 (FILE) ${says}`);
    expect(text).toMatch(/\nFix the plugin, /);
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
      'The plugin @acme/p 1.2.3 (FILE) could not be imported within 0.02 s.\n' +
        'One of its modules probably has a top-level await that never resolves.',
    );
  });

  it('says that the file is not there', async () => {
    const identity = { source: '@acme/p', version: '1.2.3', file: '/none/index.js' };
    expect(await importPlugin(identity, 1_000).catch(describeError)).toMatch(
      /^The plugin @acme\/p 1\.2\.3 \(\/none\/index\.js\) could not be imported: .*\n/,
    );
  });
});
