import { BenchClient } from './client.js';
import { bareNode, CALL, calls, Fetcher, idleMemory, oneStart } from './measure.js';
import { latency, median, summary } from './stats.js';

/** The servers on which calls are measured. How a server is configured makes no difference to calls. */
const CALLED = ({ other }, name) => other || name === 'host, environment';

/** Starts all servers in turns. The first round only warms the disk cache. */
export async function measureStarts({ node, servers, runs, say }) {
  const samples = { 'node -e 0': [] };
  for (const name of Object.keys(servers)) samples[name] = [];
  for (let round = 0; round <= runs; round += 1) {
    say(`starts: round ${round} of ${runs}`);
    const bare = await bareNode(node);
    if (round > 0) samples['node -e 0'].push({ initialize: bare });
    for (const [name, server] of Object.entries(servers)) {
      const sample = await oneStart(server, round % 2 === 0);
      if (round > 0) samples[name].push(sample);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, startRow(list)]));
}

function startRow(samples) {
  const of = (key) => samples.map((sample) => sample[key]).filter((value) => value !== undefined);
  const row = { initialize: summary(of('initialize')) };
  for (const key of ['list', 'first', 'firstAtOnce', 'second'])
    if (of(key).length > 0) row[key] = summary(of(key));
  const { tools = [] } = samples[0] ?? {};
  if (tools.length > 0) row.tools = listSize(tools);
  return row;
}

/** Bytes of the list as they cross the wire, and tokens at four bytes each. */
export function listSize(tools) {
  const bytes = Buffer.byteLength(JSON.stringify(tools));
  return {
    count: tools.length,
    bytes,
    perTool: Math.round(bytes / tools.length),
    tokens: Math.round(bytes / 4),
  };
}

/** Calls at 1 and at 16 in flight, in blocks that take turns with the same requests by fetch. */
export async function measureCalls({ node, servers, count, baseUrl, say }) {
  const url = `${baseUrl}/main/flows/bench`;
  const fetcher = new Fetcher(node);
  const clients = Object.entries(servers)
    .filter(([name, server]) => CALLED(server, name))
    .map(([name, server]) => ({ name, client: new BenchClient(server) }));
  try {
    for (const { client } of clients) {
      await client.open();
      await client.list();
    }
    const result = {};
    for (const inFlight of [1, 16]) {
      const samples = { fetch: [], ...Object.fromEntries(clients.map(({ name }) => [name, []])) };
      for (let block = 0; block <= 5; block += 1) {
        say(`calls: ${inFlight} in flight, block ${block} of 5`);
        const size = Math.ceil(count / 5);
        const raw = await fetcher.fetch(url, size, inFlight);
        if (block > 0) samples.fetch.push(raw);
        for (const { name, client } of clients) {
          const measured = await calls(client, size, inFlight, CALL);
          if (block > 0) samples[name].push(measured);
        }
      }
      result[`${inFlight} in flight`] = Object.fromEntries(
        Object.entries(samples).map(([name, blocks]) => [name, callRow(blocks)]),
      );
    }
    return result;
  } finally {
    await fetcher.close();
    for (const { client } of clients) await client.close();
  }
}

function callRow(blocks) {
  const perSecond = blocks.map(({ times, total }) => (times.length / total) * 1_000);
  return { ...latency(blocks.flatMap(({ times }) => times)), perSecond: median(perSecond) };
}

/** Resident memory: idle, after 1,000 calls beside a Node that makes 1,000 fetches, and after 10,000 more. */
export async function measureMemory({ node, servers, quick, baseUrl, say }) {
  const server = servers['host, environment'];
  say('memory: idle');
  const samples = [];
  for (let run = 0; run < 5; run += 1) samples.push(await idleMemory(server));
  const idle = Object.fromEntries(
    ['peak', 'now'].map((key) => [key, median(samples.map((sample) => sample[key]))]),
  );
  const fetcher = new Fetcher(node);
  const client = new BenchClient(server);
  try {
    await client.open();
    await client.list();
    say('memory: 1,000 calls');
    await fetcher.fetch(`${baseUrl}/main/flows/bench`, 1_000, 1);
    await calls(client, 1_000, 1);
    const after = { host: client.memory().now, fetch: fetcher.memory().now };
    const more = quick ? 1_000 : 10_000;
    say(`memory: ${more} more`);
    await calls(client, more, 1);
    return { idle, after1000: after, later: { calls: more, host: client.memory().now } };
  } finally {
    await fetcher.close();
    await client.close();
  }
}
