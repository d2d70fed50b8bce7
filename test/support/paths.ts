import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface RootPackage {
  bin: { 'kestra-mcp': string };
}

/** The built entry from the root package.json, which clients start. */
export const ENTRY = join(
  ROOT,
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as RootPackage).bin['kestra-mcp'],
);

/** The folder of a small package in test/fixtures/plugins. */
export function fixturePlugin(name: string): string {
  return join(ROOT, 'test', 'fixtures', 'plugins', name);
}
