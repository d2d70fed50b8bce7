/**
 * npm run bench: compares this server with plain Node, with a bundled MCP server without tools, and with the servers given
 * by --vs. The runs alternate. It prints a table, writes JSON, and asserts nothing.
 *
 *   npm run bench -- [--runs 15] [--calls 1000] [--node path] [--vs "command of another server"]… [--json file] [--quick]
 *                  [--growth [--picture file]]: measures more and more tools and larger and larger responses instead
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAnswers, measureTools } from './growth.js';
import { startBackend } from './measure.js';
import { picture } from './picture.js';
import { growthPanels, printGrowth, printReport, ratios } from './report.js';
import { prepare } from './servers.js';
import { measureCalls, measureMemory, measureStarts } from './suites.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    calls: { type: 'string', default: '1000' },
    node: { type: 'string', default: process.execPath },
    vs: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    picture: { type: 'string' },
  },
});
const say = (line) => process.stderr.write(`${line}\n`);
const runs = values.quick ? 5 : Number(values.runs);
const count = values.quick ? 200 : Number(values.calls);

const backend = await startBackend(values.node);
const { folder, servers, installed } = await prepare({ ...backend, ...values });
try {
  await (values.growth ? growth() : compare());
} finally {
  backend.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare() {
  const starts = await measureStarts({ node: values.node, servers, runs, say });
  const callTimes = await measureCalls({ node: values.node, servers, count, baseUrl: backend.baseUrl, say });
  const memory = await measureMemory({
    node: values.node,
    servers,
    quick: values.quick,
    baseUrl: backend.baseUrl,
    say,
  });
  const { entry: _, ...size } = installed;
  const report = { machine: machine(), size, starts, calls: callTimes, memory };
  report.ratios = ratios(report);
  printReport(report);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

async function growth() {
  const { node } = values;
  const tools = await measureTools({ node, entry: installed.entry, folder, runs, say });
  const server = servers['host, environment'];
  const answers = await measureAnswers({ node, server, baseUrl: backend.baseUrl, say });
  printGrowth({ machine: machine(), tools, answers });
  if (values.picture) writeFileSync(values.picture, picture(growthPanels({ tools, answers })));
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ machine: machine(), tools, answers }, null, 2)}\n`);
}

function machine() {
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    node: execFileSync(values.node, ['--version'], { encoding: 'utf8' }).trim(),
    date: new Date().toISOString(),
  };
}
