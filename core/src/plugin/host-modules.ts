import { register } from 'node:module';

/**
 * What a plugin outside of any installation still finds: this host's own copies. Runs in Node's loader thread, after
 * Node's own resolution has found nothing.
 */
const HOOKS = `
let copies = {};
export async function initialize(data) { copies = data; }
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const url = copies[specifier];
    if (url === undefined || error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return { url, shortCircuit: true };
  }
}`;

let offered = false;

/** Lets later imports fall back to the host's copies; false when an earlier call has done so. */
export function offerHostModules(): boolean {
  if (offered) return false;
  offered = true;
  const copies = {
    '@kestra-mcp/core': new URL('../index.js', import.meta.url).href,
    zod: import.meta.resolve('zod'),
  };
  register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { parentURL: import.meta.url, data: copies });
  return true;
}

/** True for an import that failed because one of the host's modules was not found. */
export function lacksHostModule(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  return code === 'ERR_MODULE_NOT_FOUND' && /'(@kestra-mcp\/core|zod)'/.test(message);
}
