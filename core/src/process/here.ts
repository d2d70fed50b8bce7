import { fileURLToPath } from 'node:url';

// The one file that may ask where it is: as a file of its own it is core/dist/process/here.js, bundled a part of some
// chunk beside bin.js. Whatever it names is at the same place below the folder of bin.js in both.
const FOLDER = /\/process\/here\.[jt]s$/.test(import.meta.url) ? '../' : './';
const at = (path: string) => new URL(`${FOLDER}${path}`, import.meta.url);

/** The host's package.json: core's own in the clone, that of `kestra-mcp` once bundled. */
export const HOST_PACKAGE: URL = at('../package.json');

/** The folder of the host's modules, from which packages installed with it are found. */
export const HOST_FOLDER: string = fileURLToPath(at(''));

/** Modules of the host that others may import, by the name they use. */
export const HOST_MODULES: Readonly<Record<string, string>> = {
  '@kestra-mcp/core': at('index.js').href,
  zod: at('zod.js').href,
  'zod/v4': at('zod.js').href,
};

/** Where the bundle has the code of a plugin that comes with the host; in the clone there is no such folder. */
export function bundledPluginFolder(id: string): string {
  return fileURLToPath(at(`plugins/${id}`));
}

/** What the bundle says of the plugins in it; in the clone there is no such file. */
export const BUNDLED_PLUGINS: string = fileURLToPath(at('plugins.json'));

/** True for the files of plugins in the bundle: they come with the host, and change only with it. */
export function isBundled(file: string): boolean {
  return file.startsWith(bundledPluginFolder(''));
}
