import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { write } from '../../support/temporary.js';
import { blocks } from './blocks.js';
import { clone, shell } from './clone.js';

/** Code from an example is built there. All other code is checked here. */
const SNIPPETS = blocks('ts', 'typescript').filter(
  // The reference shows signatures that come from the compiler.
  ({ embedded, place }) => !embedded && !place.startsWith('docs/reference/'),
);

/** A separate package, as a reader would have. `./index.js` is the plugin that `new plugin sla` creates. */
function folderOfSnippets(): string {
  const root = clone();
  const folder = join(root, 'snippets');
  const config = {
    extends: join(ROOT, 'tsconfig.base.json'),
    compilerOptions: { noEmit: true, composite: false, declaration: false, types: ['node', 'jest'] },
    include: ['*.ts'],
  };
  write(folder, { 'package.json': '{ "type": "module" }', 'tsconfig.json': JSON.stringify(config) });
  cpSync(join(ROOT, 'core/templates/plugin/src'), folder, { recursive: true });
  for (const { content, place } of SNIPPETS) {
    writeFileSync(join(folder, `${place.replaceAll(/\W/g, '-')}.ts`), content);
  }
  return root;
}

describe('TypeScript in the documentation', () => {
  it('type-checks', async () => {
    expect(SNIPPETS.length).toBeGreaterThan(1);
    const root = folderOfSnippets();
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { code, stdout } = await shell(`node '${tsc}' -p snippets`, root);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });
});
