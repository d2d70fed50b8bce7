import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchClient } from './client.js';
import { calls, Fetcher } from './measure.js';
import { makePlugins } from './plugins.js';
import { median } from './stats.js';

const TOOLS = [10, 100, 1_000];
/** The values that backend.js stores, and how often each is read. */
const ANSWERS = {
  small: { bytes: 1_000, times: 100 },
  middle: { bytes: 100_000, times: 30 },
  large: { bytes: 9_000_000, times: 4 },
};
const PER_PLUGIN = 10;
const SETTLING = 500;

/**
 * Start, memory and calls with more and more tools of third-party plugins: `{ tools, initialize, list, memory, call }`.
 */
export async function measureTools({ node, entry, folder, runs, say }) {
  const servers = TOOLS.map((tools) => ({ tools, server: hostWith(tools, { node, entry, folder }) }));
  const samples = new Map(TOOLS.map((tools) => [tools, []]));
  for (let round = 0; round <= runs; round += 1) {
    say(`tools: round ${round} of ${runs}`);
    for (const { tools, server } of servers) {
      const sample = await startAndCall(server, tools);
      if (round > 0) samples.get(tools).push(sample);
    }
  }
  return TOOLS.map((tools) => ({ tools, ...medians(samples.get(tools)) }));
}

function hostWith(tools, { node, entry, folder }) {
  const cwd = join(folder, `tools-${tools}`);
  mkdirSync(cwd);
  const plugins = makePlugins({ folder: cwd, host: entry, plugins: tools / PER_PLUGIN, tools: PER_PLUGIN });
  writeFileSync(join(cwd, 'kestra-mcp.config.json'), JSON.stringify({ plugins }));
  return { command: node, args: [entry], cwd };
}

async function startAndCall(server, tools) {
  const client = new BenchClient(server);
  try {
    await client.open();
    const initialize = client.age;
    const listed = await client.list();
    if (listed.length !== tools)
      throw new Error(
        `The server lists ${listed.length} tools instead of ${tools}. Run npm run build, and check that it loads every generated plugin.`,
      );
    const list = client.age - initialize;
    await wait(SETTLING);
    const memory = client.memory().now;
    const call = ['acme_0_tool_0', { namespace: 'bench', flow_id: 'flow0' }];
    await calls(client, 50, 1, call);
    const { times } = await calls(client, 100, 1, call);
    return { initialize, list, memory, call: median(times) };
  } finally {
    await client.close();
  }
}

function medians(samples) {
  const keys = Object.keys(samples[0]);
  return Object.fromEntries(keys.map((key) => [key, median(samples.map((sample) => sample[key]))]));
}

/** Calls with larger and larger responses, compared with fetch: rows of `{ bytes, call, fetch, peak }`. */
export async function measureAnswers({ node, server, baseUrl, say }) {
  const fetcher = new Fetcher(node);
  try {
    const rows = [];
    for (const [key, { bytes, times }] of Object.entries(ANSWERS)) {
      say(`answers: ${bytes} bytes`);
      const url = `${baseUrl}/main/namespaces/bench/kv/${key}`;
      const client = new BenchClient(server);
      try {
        await client.open();
        const call = ['manage_kv_store', { action: 'get', namespace: 'bench', key }];
        await calls(client, 2, 1, call);
        await fetcher.fetch(url, 2, 1);
        const measured = await calls(client, times, 1, call);
        const raw = await fetcher.fetch(url, times, 1);
        const { peak } = client.memory();
        rows.push({ bytes, call: median(measured.times), fetch: median(raw.times), peak });
      } finally {
        await client.close();
      }
    }
    return rows;
  } finally {
    await fetcher.close();
  }
}

/** Whether `y` never grows faster than `x`. */
export function isLinear(rows, x, y) {
  return rows.every(
    (row, index) => index === 0 || row[y] / rows[index - 1][y] <= row[x] / rows[index - 1][x],
  );
}
