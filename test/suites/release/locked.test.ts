import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { program } from './program.js';

async function closure(packages: object, dependencies: object): Promise<object> {
  const from = JSON.stringify(pathToFileURL(join(ROOT, '.release/locked.js')));
  const code = `import { closure } from ${from};
    console.log(JSON.stringify(closure(${JSON.stringify(packages)}, ${JSON.stringify(dependencies)})));`;
  return JSON.parse(await program('--input-type=module', '-e', code));
}

it('what the host depends on has the versions and the checksums of the lock file', async () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  // Only packages with short paths, because the whole lock file would be too long for a command line.
  const packages = Object.fromEntries(
    Object.entries(lock.packages).filter(([key]) => key.length < 30 && key !== ''),
  );
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const locked = await closure(packages, dependencies);
  expect(Object.keys(locked)).toEqual(Object.keys(dependencies).map((name) => `node_modules/${name}`));
  for (const entry of Object.values(locked)) expect(entry).toMatchObject({ integrity: expect.any(String) });
});

it('what those depend on comes along, from where Node would take it', async () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', dependencies: { b: '1', c: '1' } },
    'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '1.0.0', dependencies: { a: '1' } },
    'node_modules/d': { version: '1.0.0' },
  };
  const { 'node_modules/b': _b, 'node_modules/d': _d, ...needed } = packages;
  expect(await closure(packages, { a: '1' })).toEqual(needed);
  await expect(closure(packages, { e: '1' })).rejects.toThrow('The lock file does not have e.');
});
