import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Jiti } from 'jiti';
import { modulesFrom } from '../modules.js';

/** Content of the helper modules of each configuration file, as they were when it was last read. */
const helpers = new Map<string, ReadonlyMap<string, string>>();

/** What a configuration file exports, read afresh each time, and so are the helper modules that allow it. */
export async function evaluateModule(path: string, content: string): Promise<unknown> {
  const jiti = await loader(path);
  const modules = modulesFrom(dirname(path), path);
  for (const file of modules) delete jiti.cache[file];
  // Not `import`, which takes an .mjs from Node's cache and so misses later edits.
  return jiti.evalModule(content, {
    id: path,
    filename: path,
    ext: '.ts',
    async: true,
    forceTranspile: true,
  });
}

/** Imports a module written in TypeScript; what it imports in turn is one instance each. */
export async function importTypeScript(path: string): Promise<unknown> {
  return (await loader(path)).import(path);
}

/**
 * The helper modules of a configuration file that have changed since it was last read, but that Node holds on to:
 * CommonJS, and what is run without being transpiled.
 */
export async function unreadableHelpers(path: string): Promise<string[]> {
  const { cache } = await loader(path);
  const before = helpers.get(path);
  const now = new Map(modulesFrom(dirname(path), path).map((file) => [file, hashOf(file)]));
  helpers.set(path, now);
  return [...now.keys()].filter((file) => {
    const changed = before?.has(file) && before.get(file) !== now.get(file);
    return changed && file !== path && !(file in cache);
  });
}

async function loader(path: string): Promise<Jiti> {
  const [{ createJiti }, core] = await Promise.all([import('jiti'), import('../index.js')]);
  const zod = await import('zod');
  return createJiti(path, {
    // A shared cache in the temporary folder would hold the file's secrets.
    fsCache: false,
    interopDefault: false,
    // Those that an inline plugin needs; without an installation there are none to be found.
    virtualModules: { '@kestra-mcp/core': core, zod },
  });
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
