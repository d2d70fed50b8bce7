import { realpathSync } from 'node:fs';
import Module, * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { HOST_MODULES, isBundled } from '../../process/here.js';

type Resolved = { url: string; shortCircuit?: boolean };
type Next = (specifier: string, context: object) => Resolved;
type RegisterHooks = (hooks: { resolve(specifier: string, context: object, next: Next): Resolved }) => void;

let offered = false;

/** True for a file that is part of the host, or that has core installed next to it or in a parent folder. */
export function findsCore(file: string): boolean {
  if (isBundled(file)) return true;
  try {
    nodeModule.createRequire(realpathSync(file)).resolve('@kestra-mcp/core');
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}

/**
 * Makes imports that find nothing fall back to the host's own `@kestra-mcp/core` and zod, so that a plugin needs no
 * installation. Must run before the import, because Node remembers failed imports. Returns false if an earlier call has
 * done it.
 */
export function offerHostModules(): boolean {
  if (offered) return false;
  offered = true;
  // Node 22.15 supports this at no cost. The thread for hooks takes 25 ms to start.
  const { registerHooks } = nodeModule as { registerHooks?: RegisterHooks };
  if (registerHooks !== undefined) registerHooks({ resolve: resolveHere });
  else {
    nodeModule.register(`data:text/javascript,${encodeURIComponent(THREAD)}`, { data: HOST_MODULES });
    patchRequire();
  }
  return true;
}

/** True for an import that failed because one of the host's modules was not found. */
export function lacksHostModule(error: unknown): boolean {
  return isMissing(error) && /'(@kestra-mcp\/core|zod|zod\/v4)'/.test(String((error as Error).message));
}

function isMissing(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string };
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

function resolveHere(specifier: string, context: object, next: Next): Resolved {
  try {
    return next(specifier, context);
  } catch (error) {
    const url = HOST_MODULES[specifier];
    if (url === undefined || !isMissing(error)) throw error;
    return { url, shortCircuit: true };
  }
}

/** Same for `import` in Node's loader thread, which shares no memory with this one. */
const THREAD = `
let modules = {};
export async function initialize(data) { modules = data; }
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const url = modules[specifier];
    if (url === undefined || error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return { url, shortCircuit: true };
  }
}`;

/** Same for `require`, which that thread does not handle. */
function patchRequire(): void {
  const node = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
  const original = node._resolveFilename;
  node._resolveFilename = (request, ...rest) => {
    try {
      return original.call(node, request, ...rest);
    } catch (error) {
      const url = HOST_MODULES[request];
      if (url === undefined || !isMissing(error)) throw error;
      return fileURLToPath(url);
    }
  };
}
