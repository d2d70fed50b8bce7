import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appFaults, appFile, type PluginManifest } from '@kestra-mcp/core/host';

/** What is wrong with the pages that tools show their results by: whether they are there, and what clients would refuse. */
export function checkPages({ tools }: PluginManifest, folder: string | undefined): string[] {
  const pages = [...new Set(tools.flatMap(({ ui }) => ui ?? []))];
  if (pages.length === 0) return [];
  if (folder === undefined)
    return ['tools have pages (`ui`): give checkPlugin the `folder` of the main module, where they lie.'];
  return pages.flatMap((page) => {
    const file = appFile(join(folder, 'index.js'), page);
    if (!existsSync(file)) return [`the page ${page} is not there: ${file}.`];
    return appFaults(readFileSync(file, 'utf8')).map((what) => `the page ${page} ${what}`);
  });
}
