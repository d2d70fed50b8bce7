/**
 * npm run tokens: prints how many tokens each tool of the default list adds to every conversation. With --accept, it
 * writes tokens.json, which list-size.test.ts compares with the list. Its key `reasons`, which is edited by hand, says
 * why a tool has grown.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchClient } from '../../bench/client.js';
import { costs } from './costs.js';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const cwd = mkdtempSync(join(tmpdir(), 'kestra-mcp-tokens-'));
const client = new BenchClient({ command: process.execPath, args: [here('../../../dist/bin.js')], cwd });
try {
  await client.open();
  const report = costs(await client.list());
  const rows = Object.entries(report.tools).sort(([, a], [, b]) => b.bytes - a.bytes);
  for (const [name, { bytes, tokens }] of [...rows, [`${rows.length} tools`, report.total]])
    process.stdout.write(`${name.padEnd(32)}${String(bytes).padStart(7)} bytes  ~${tokens} tokens\n`);
  if (process.argv.includes('--accept')) {
    const { reasons } = JSON.parse(readFileSync(here('tokens.json'), 'utf8'));
    writeFileSync(here('tokens.json'), `${JSON.stringify({ reasons, ...report }, null, 2)}\n`);
  }
} finally {
  await client.close();
  rmSync(cwd, { recursive: true, force: true });
}
