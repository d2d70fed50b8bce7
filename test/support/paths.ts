import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The workspace's root folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface RootPackage {
  bin: { 'kestra-mcp': string };
}

/** The built entry that the root package.json names: what a user's client starts. */
export const ENTRY = join(
  ROOT,
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as RootPackage).bin['kestra-mcp'],
);

/** The folder of one of the tiny packages under test/fixtures/plugins. */
export function fixturePlugin(name: string): string {
  return join(ROOT, 'test', 'fixtures', 'plugins', name);
}
