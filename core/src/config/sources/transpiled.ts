import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TransformOptions } from 'jiti';
import { sha256 } from '../../foundation/keys/hash.js';
import { cacheFolder, makeOwnFolder } from '../../process/cache-folder.js';
import { HOST_PACKAGE } from '../../process/here.js';
import { VERSION } from '../../process/version.js';

/** Empty: nowhere. */
let kept = '';

/** Keeps from now on what TypeScript was transpiled to. The program does; who embeds the host finds no files of it. */
export function keepTranspiled(folder = transpiledFolder()): void {
  kept = folder;
}

/**
 * What `transpile` makes of a module, or made of it before: Babel takes longer to load than all else at a start. Each
 * module has one file, so that nothing is left of what it said before.
 */
export function transpiled(options: TransformOptions, transpile: () => string): string {
  if (kept === '' || !makeOwnFolder(kept)) return transpile();
  const file = join(kept, `${sha256(options.filename ?? '').slice(0, 32)}.js`);
  // jiti's code calls jiti's functions.
  const head = `// ${sha256(JSON.stringify([VERSION, jitiVersion(), options]))}\n`;
  const before = existing(file);
  if (before?.startsWith(head)) return before.slice(head.length);
  const code = transpile();
  if (!code.includes('__JITI_ERROR__')) write(file, head + code);
  return code;
}

/** A configuration may hold secrets, and is code: the folder is the user's alone. */
function transpiledFolder(): string {
  const caches = cacheFolder();
  return caches === '' ? '' : join(caches, 'transpiled');
}

function existing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** At once, since another process may read it meanwhile; what cannot be written is transpiled again. */
function write(file: string, text: string): void {
  try {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, text, { mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // The next start tries again.
  }
}

function jitiVersion(): string {
  const { version } = createRequire(HOST_PACKAGE)('jiti/package.json') as { version: string };
  return version;
}
