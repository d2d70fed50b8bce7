import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { appFile, type PluginManifest } from '@kestra-mcp/core/host';
import { appFaults } from './page-faults.js';

/** What is wrong with the pages that tools show their results by: whether they are there, and what clients would refuse. */
export function checkPages({ tools }: PluginManifest, folder: string | undefined): string[] {
  // A manifest alone does not say where it lies.
  if (folder === undefined) return [];
  const pages = [...new Set(tools.flatMap(({ ui }) => ui ?? []))];
  return pages.flatMap((page) => {
    const file = appFile(join(folder, 'index.js'), page);
    if (!existsSync(file)) return [`the page ${page} is not there: ${file}.`];
    if (!statSync(file).isFile()) return [`the page ${page} is no file: ${file}.`];
    // The host does not follow it either.
    if (!realpathSync(file).startsWith(realpathSync(folder) + sep))
      return [`the page ${page} is a link to a place outside of the plugin: ${file}.`];
    return appFaults(readFileSync(file, 'utf8')).map((what) => `the page ${page} ${what}`);
  });
}
