import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { BenchClient, memoryOf } from './client.js';
import { here } from './servers.js';

/** The measured call: one request to Kestra with a response of about 2 KB. */
export const CALL = ['list_flows_in_namespace', { namespace: 'bench' }];
/** The time to wait for background work of the server after the list, in milliseconds. */
const SETTLING = 500;

/** Milliseconds that a Node takes to do nothing. */
export async function bareNode(node) {
  const began = performance.now();
  await once(spawn(node, ['-e', '0'], { stdio: 'ignore' }), 'close');
  return performance.now() - began;
}

/**
 * One start: milliseconds from spawn to the answers, the first two calls, the list. `atOnce`: without the pause that a
 * model takes to think before it calls.
 */
export async function oneStart(server, atOnce = false) {
  const client = new BenchClient(server);
  try {
    await client.open();
    const initialize = client.age;
    const tools = await client.list();
    const sample = { initialize, list: client.age, tools };
    if (server.reference) return sample;
    if (!atOnce) await wait(SETTLING);
    for (const name of atOnce ? ['firstAtOnce', 'second'] : ['first', 'second']) {
      const before = client.age;
      await client.call(...CALL);
      sample[name] = client.age - before;
    }
    return sample;
  } finally {
    await client.close();
  }
}

/** Memory after the list, when nothing is called. */
export async function idleMemory(server) {
  const client = new BenchClient(server);
  try {
    await client.open();
    await client.list();
    await wait(SETTLING);
    return client.memory();
  } finally {
    await client.close();
  }
}

/** Times of calls, a number of them in flight; `total` is the milliseconds of all. */
export async function calls(client, count, inFlight, call = CALL) {
  const times = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const before = performance.now();
      await client.call(...call);
      times.push(performance.now() - before);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { times, total: performance.now() - began };
}

/** A Node that makes the same requests with nothing between. */
export class Fetcher {
  constructor(node) {
    this.child = spawn(node, [here('reference/fetches.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async fetch(url, count, inFlight) {
    this.child.stdin.write(`${JSON.stringify({ url, count, inFlight })}\n`);
    return JSON.parse((await this.lines.next()).value);
  }

  memory() {
    return memoryOf(this.child.pid);
  }

  async close() {
    this.child.kill('SIGKILL');
    await once(this.child, 'close');
  }
}

/** Starts Kestra in memory in a process of its own. */
export async function startBackend(node) {
  const child = spawn(node, [here('backend.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { baseUrl: line, stop: () => child.kill('SIGKILL') };
}
