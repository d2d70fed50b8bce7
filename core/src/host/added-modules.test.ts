import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder, write } from '../../../test/support/temporary.js';
// A configuration in code imports this module, and jest cannot link it twice at the same time.
import '../index.js';
import { loadConfig } from '../config/load.js';
import { refuseAddedModules } from './added-modules.js';

const CONFIG = 'kestra-mcp.config.mjs';
const text = (imports: string, level: string) => `${imports}\nexport default { logLevel: '${level}' };`;

describe('an edit of a configuration that is code', () => {
  const before = {
    [CONFIG]: text("import './a.mjs';", 'info'),
    'a.mjs': 'export const a = 1;',
    'b.mjs': '',
  };
  const read = async () => {
    const cwd = temporaryFolder(before);
    return loadConfig({ argv: ['--trust'], env: {}, cwd, userConfigFolder: temporaryFolder() });
  };

  it('may be read again while it imports what it did', async () => {
    const config = await read();
    write(config.folder, { [CONFIG]: text("import './a.mjs';", 'debug'), 'a.mjs': 'export const a = 2;' });
    await expect(refuseAddedModules(config)).resolves.toBeUndefined();
    write(config.folder, { [CONFIG]: text('', 'debug') });
    await expect(refuseAddedModules(config)).resolves.toBeUndefined();
    rmSync(join(config.folder, CONFIG));
    await expect(refuseAddedModules(config)).resolves.toBeUndefined();
  });

  it.each([
    ['a module', { [CONFIG]: text("import './a.mjs'; import './b.mjs';", 'info') }, './b.mjs'],
    [
      'a package',
      { [CONFIG]: text("import './a.mjs'; const x = await import('left-pad');", 'info') },
      'left-pad',
    ],
    ['what a helper imports', { 'a.mjs': "import './b.mjs';" }, './b.mjs'],
  ])('waits for somebody to ask when it imports more: %s', async (_, edit, added) => {
    const config = await read();
    write(config.folder, edit);
    await expect(refuseAddedModules(config)).rejects.toMatchObject({
      message: `${join(config.folder, CONFIG)} now imports "${added}", which it did not import before.`,
      hint: 'Restart the server or send SIGHUP to run the new import.',
    });
  });
});
