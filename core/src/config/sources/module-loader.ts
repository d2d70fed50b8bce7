import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Jiti } from 'jiti';
import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytesSync, readLimitedSync } from '../../foundation/read-limited.js';
import { HOST_PACKAGE } from '../../process/here.js';
import { modulesFrom } from '../../process/modules.js';
import { transpiled } from './transpiled.js';

/** A module without these words imports nothing. */
const IMPORTS = /\b(?:import|require|from)\b/;

/** Everything that a module imports. */
const NAMED = /(?:\bfrom|\bimport|\brequire)\s*(?:\(\s*)?['"`]([^'"`\n]+)['"`]/g;

/** The imports of each configuration file and its helper modules when it was last read. */
const imported = new Map<string, ReadonlySet<string>>();

/** The content of the helper modules of each configuration file when it was last read. */
const helpers = new Map<string, ReadonlyMap<string, string>>();

/** Loads a configuration file afresh each time, and its helper modules if possible. */
export async function evaluateModule(path: string, content: string): Promise<unknown> {
  const jiti = await loader(path);
  const modules = modulesFrom(dirname(path), path);
  for (const file of modules) delete jiti.cache[file];
  // Not `import`, which would use Node's cache for an .mjs and miss later edits.
  return jiti.evalModule(content, {
    id: path,
    filename: path,
    ext: '.ts',
    async: true,
    forceTranspile: true,
  });
}

/** Imports a TypeScript module. Each module that it imports exists once. */
export async function importTypeScript(path: string): Promise<unknown> {
  return (await loader(path)).import(path);
}

/**
 * Helper modules that have changed since the configuration file was last read, but that Node cannot reload: CommonJS,
 * and modules that run without transpilation.
 */
export async function unreadableHelpers(path: string): Promise<string[]> {
  const { cache } = await loader(path);
  const before = helpers.get(path);
  const now = new Map(
    modulesFrom(dirname(path), path).map((file) => [file, sha256(readLimitedBytesSync(file))]),
  );
  helpers.set(path, now);
  imported.set(path, importsOf([...now.keys()]));
  return [...now.keys()].filter((file) => {
    const changed = before?.has(file) && before.get(file) !== now.get(file);
    return changed && file !== path && !(file in cache);
  });
}

/** New imports of a configuration file since it was last read. */
export function addedImports(path: string): string[] {
  const before = imported.get(path);
  // A missing module causes another error.
  if (before === undefined || !existsSync(path)) return [];
  return [...importsOf(modulesFrom(dirname(path), path))].filter((name) => !before.has(name));
}

function importsOf(files: readonly string[]): Set<string> {
  const texts = files.map((file) => readLimitedSync(file));
  return new Set(texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, name = '']) => name)));
}

async function loader(path: string): Promise<Jiti> {
  // Not `import`: Node would search jiti for its exported names, which takes longer than running it.
  const { createJiti } = createRequire(HOST_PACKAGE)('jiti') as typeof import('jiti');
  const plain = { fsCache: false, interopDefault: false };
  return createJiti(path, {
    // jiti's own cache is in the shared temporary folder and would contain the file's secrets.
    ...plain,
    transform: (options) => ({
      code: transpiled(options, () => createJiti(path, plain).transform(options)),
    }),
    virtualModules: IMPORTS.test(readLimitedSync(path)) ? await hostModules() : {},
  });
}

/** Modules that an inline plugin needs and that may not be installed next to it. */
async function hostModules(): Promise<Record<string, unknown>> {
  return { '@kestra-mcp/core': await import('../../index.js'), zod: await import('zod') };
}
