/**
 * node test/suites/contract/search/record.js: writes the names and texts of the tools, as the built server lists them,
 * into the fixture that search.test.ts compares with the present ones.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchClient } from '../../../bench/client.js';
import { searched } from './searched.js';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

async function listOf(...args) {
  const cwd = mkdtempSync(join(tmpdir(), 'kestra-mcp-search-'));
  const command = process.execPath;
  const client = new BenchClient({ command, args: [here('../../../../dist/bin.js'), ...args], cwd });
  try {
    await client.open();
    return (await client.list()).map(searched);
  } finally {
    await client.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

const lists = {
  default: await listOf('--sandbox=oss-2.0'),
  full: await listOf('--sandbox=ee-2.0', '--preset', 'full', '--enable', 'ee'),
};
writeFileSync(here('../../../fixtures/tool-lists.json'), `${JSON.stringify(lists, null, 1)}\n`);
