import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TransformOptions } from 'jiti';
import { sha256 } from '../../foundation/keys/hash.js';
import { cacheFolder, makeOwnFolder } from '../../process/cache-folder.js';
import { HOST_PACKAGE } from '../../process/here.js';
import { VERSION } from '../../process/version.js';

/** Empty means no cache. */
let kept = '';

/**
 * Turns on the cache of transpiled TypeScript. Only the program does this; programs that embed the host get no files.
 */
export function keepTranspiled(folder = transpiledFolder()): void {
  kept = folder;
}

/**
 * The transpiled module, from the cache if possible: Babel takes longer to load than everything else at a start. Each
 * module has one file, so that no old version remains.
 */
export function transpiled(options: TransformOptions, transpile: () => string): string {
  if (kept === '' || !makeOwnFolder(kept)) return transpile();
  const file = join(kept, `${sha256(options.filename ?? '').slice(0, 32)}.js`);
  // The code calls functions of jiti.
  const head = `// ${sha256(JSON.stringify([VERSION, jitiVersion(), options]))}\n`;
  const before = existing(file);
  if (before?.startsWith(head)) return before.slice(head.length);
  const code = transpile();
  if (!code.includes('__JITI_ERROR__')) write(file, head + code);
  return code;
}

/** A configuration is code and may contain secrets, so only the user can read the folder. */
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

/** Atomic, because another process may read it. If writing fails, the next start transpiles again. */
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
