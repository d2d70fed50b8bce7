/**
 * Measures how the start time grows with plugins: the bundled plugins alone, and with 30 third-party plugins of 10 tools
 * each. The runs alternate, so that the load of the machine affects both. Prints the medians and the ratio.
 *
 *   node test/bench/many-plugins.js [runs] [plugins] [tools]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makePlugins } from './plugins.js';
import { ROOT } from './servers.js';

const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const HOST = join(ROOT, bin['kestra-mcp']);

const [runs = 15, plugins = 30, tools = 10] = process.argv.slice(2).map(Number);
const FIRST_PARTY = ['bundled'];

const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-bench-'));
try {
  const names = makePlugins({ folder, host: HOST, plugins, tools });
  const few = configuration('few', FIRST_PARTY);
  const many = configuration('many', [...FIRST_PARTY, ...names]);
  const measured = { few: [], many: [] };
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, file] of Object.entries({ few, many })) {
      const sample = await start(file);
      // The first run of each warms the disk cache.
      if (run > 0) measured[name].push(sample);
    }
  }
  report(measured);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function configuration(name, list) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ plugins: list, tools: { enable: ['ee'] } }));
  return file;
}

/** Milliseconds from spawn to the responses, and resident megabytes after the list. */
async function start(file) {
  const began = performance.now();
  const child = spawn(process.execPath, [HOST, '--config', file], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, KESTRA_MCP_TRUST: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (message) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    return JSON.parse((await lines.next()).value).result;
  };
  const clientInfo = { name: 'bench', version: '1' };
  await ask({
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
  });
  const initialize = performance.now() - began;
  child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  const { tools: listed } = await ask({ id: 1, method: 'tools/list' });
  const list = performance.now() - began;
  const memory = residentMegabytes(child.pid);
  child.kill('SIGKILL');
  return { initialize, list, memory, tools: listed.length };
}

function residentMegabytes(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

function report({ few, many }) {
  const median = (samples, key) =>
    samples.map((sample) => sample[key]).sort((a, b) => a - b)[Math.floor(samples.length / 2)];
  const row = (name, samples) => ({
    set: name,
    tools: samples[0].tools,
    'initialize ms': median(samples, 'initialize').toFixed(0),
    'tools/list ms': median(samples, 'list').toFixed(0),
    'peak RSS MB': median(samples, 'memory').toFixed(1),
  });
  const rows = [row('first-party', few), row(`+ ${plugins} plugins of ${tools}`, many)];
  const growth = median(many, 'list') / median(few, 'list') - 1;
  const text = rows.map((each) =>
    Object.entries(each)
      .map(([key, value]) => `${key} ${value}`)
      .join(' · '),
  );
  process.stdout.write(
    `${text.join('\n')}\nThe time from start to tools/list grows by ${(growth * 100).toFixed(1)} % (median of ${few.length}, Node ${process.version})\n`,
  );
}
