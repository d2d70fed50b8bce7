/**
 * npm run soak: puts the server under load for minutes, over stdio and HTTP, with an in-memory Kestra. It prints a table
 * for docs/performance.md, and exits with 1 if a call failed or a target was missed.
 *
 *   npm run soak -- [--calls 10000] [--clients 50] [--seconds 180] [--node path] [--json file] [--only stdio|http|compare]
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startBackend } from './measure.js';
import { printSoak, soakRows } from './soak-report.js';
import { compareTransports, soakHttp, soakStdio } from './soak-runs.js';
import { prepareSoak } from './soak-servers.js';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '180' },
    node: { type: 'string', default: process.execPath },
    json: { type: 'string' },
    only: { type: 'string' },
  },
});
const say = (line) => process.stderr.write(`${line}\n`);
const isOn = (part) => values.only === undefined || values.only === part;
const load = () => loadavg()[0];

const before = load();
const backend = await startBackend(values.node);
const servers = prepareSoak({ node: values.node, baseUrl: backend.baseUrl });
const report = {
  machine: {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    node: process.version,
    date: new Date().toISOString(),
  },
};
try {
  if (isOn('compare')) report.compared = await compareTransports(servers, say);
  if (isOn('stdio')) report.stdio = await soakStdio(servers, { count: Number(values.calls), say });
  const clients = Number(values.clients);
  if (isOn('http')) report.http = await soakHttp(servers, { clients, seconds: Number(values.seconds), say });
} finally {
  backend.stop();
  servers.remove();
}
report.load = { before, after: load() };
const rows = soakRows(report);
printSoak(report, rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
process.exitCode = rows.every(({ isGood }) => isGood) ? 0 : 1;
