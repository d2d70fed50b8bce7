import { fileURLToPath } from 'node:url';

// The only file that may ask where it is. Unbundled it is core/dist/process/here.js; bundled it is in a chunk next to
// bin.js. Everything that it names is at the same place relative to bin.js in both.
const FOLDER = /\/process\/here\.[jt]s$/.test(import.meta.url) ? '../' : './';
const at = (path: string) => new URL(`${FOLDER}${path}`, import.meta.url);

/** The package.json of the host: core's own in the clone, that of `kestra-mcp` once bundled. */
export const HOST_PACKAGE: URL = at('../package.json');

/** The folder of the host's modules. Packages installed with it are found from there. */
export const HOST_FOLDER: string = fileURLToPath(at(''));

/** Modules of the host that others may import, by import name. */
export const HOST_MODULES: Readonly<Record<string, string>> = {
  '@kestra-mcp/core': at('index.js').href,
  zod: at('zod.js').href,
  'zod/v4': at('zod.js').href,
};

/** Where the bundle keeps the code of a bundled plugin. The clone has no such folder. */
export function bundledPluginFolder(id: string): string {
  return fileURLToPath(at(`plugins/${id}`));
}

/** The bundle's description of its plugins. The clone has no such file. */
export const BUNDLED_PLUGINS: string = fileURLToPath(at('plugins.json'));

/** True for files of bundled plugins, which change only with the host. */
export function isBundled(file: string): boolean {
  return file.startsWith(bundledPluginFolder(''));
}
