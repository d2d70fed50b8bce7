import { pathToFileURL } from 'node:url';

/**
 * Loads the code of a bundled plugin, and what every plugin needs, before any of it runs on behalf of a caller. Once an
 * `AsyncLocalStorage` is in use, Node 20 does extra work for every promise, and loading modules creates hundreds of
 * them. A module that fails to load reports its error when it is needed.
 */
export async function readAhead(file: string): Promise<void> {
  await Promise.allSettled([
    import(pathToFileURL(file).href),
    import('./injection.js'),
    import('../../kestra/client.js'),
  ]);
}
