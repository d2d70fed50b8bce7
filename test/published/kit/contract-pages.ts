import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { appFile, type PluginManifest } from '@kestra-mcp/core/host';
import { appFaults } from './page-faults.js';

/** Checks the pages on which tools show their results: that they exist, and that clients accept them. */
export function checkPages({ tools }: PluginManifest, folder: string | undefined): string[] {
  // A manifest does not say where its folder is.
  if (folder === undefined) return [];
  const pages = [...new Set(tools.flatMap(({ ui }) => ui ?? []))];
  return pages.flatMap((page) => {
    const file = appFile(join(folder, 'index.js'), page);
    if (!existsSync(file)) return [`The page "${page}" does not exist: ${file}. Build the plugin first.`];
    if (!statSync(file).isFile()) return [`The page "${page}" is not a file: ${file}.`];
    // The server does not follow such a link either.
    if (!realpathSync(file).startsWith(realpathSync(folder) + sep))
      return [
        `The page "${page}" is a link to a place outside the plugin: ${file}. Put the file itself there.`,
      ];
    return appFaults(readFileSync(file, 'utf8')).map((what) => `The page "${page}" ${what}`);
  });
}
