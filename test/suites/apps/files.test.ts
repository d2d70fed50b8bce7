import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { appFile, type PluginManifest } from '@kestra-mcp/core/host';
import { appFaults } from '../../published/kit/page-faults.js';
import { ROOT } from '../../support/paths.js';

const described = JSON.parse(readFileSync(join(ROOT, 'dist/plugins.json'), 'utf8')) as Record<
  string,
  { manifest: PluginManifest }
>;
const PAGES = Object.entries(described).flatMap(([id, { manifest }]) =>
  manifest.tools.flatMap(({ name, ui }) => (ui === undefined ? [] : [[name, id, ui] as const])),
);

it('the tools that show something have a page', () => {
  expect(PAGES.map(([name]) => name).sort()).toEqual([
    'diagnose_execution',
    'list_namespace_dependencies',
    'manage_executions',
    'show_flow',
  ]);
});

it.each(PAGES)('the page of %s is what every client takes', (_, id, ui) => {
  const html = readFileSync(appFile(join(ROOT, 'dist/plugins', id, 'index.js'), ui), 'utf8');
  expect(appFaults(html)).toEqual([]);
  // Text from Kestra must never become HTML, not even through a package.
  expect(html).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
  expect(html).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/);
});
