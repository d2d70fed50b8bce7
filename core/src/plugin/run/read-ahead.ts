import { pathToFileURL } from 'node:url';

/**
 * Reads the code of a plugin that comes with the host, and what every plugin needs, before any of it runs in the name of
 * somebody: once an `AsyncLocalStorage` is in use, Node 20 does extra work for every promise, and reading modules makes
 * hundreds of them. A module that cannot be read says so when it is needed.
 */
export async function readAhead(file: string): Promise<void> {
  await Promise.allSettled([
    import(pathToFileURL(file).href),
    import('./injection.js'),
    import('../../kestra/client.js'),
  ]);
}
