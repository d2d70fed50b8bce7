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

/** The milliseconds in which Node starts and exits. */
export async function bareNode(node) {
  const began = performance.now();
  await once(spawn(node, ['-e', '0'], { stdio: 'ignore' }), 'close');
  return performance.now() - began;
}

/**
 * One start: milliseconds from spawn to the responses, the first two calls, the list. `atOnce` skips the pause that a
 * model needs before it calls.
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

/** The memory after the list, without calls. */
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

/** The times of calls, with a number of them in flight. `total` is the time for all of them, in milliseconds. */
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

/** A Node process that sends the same requests directly. */
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

/** Starts an in-memory Kestra in its own process. */
export async function startBackend(node) {
  const child = spawn(node, [here('backend.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { baseUrl: line, stop: () => child.kill('SIGKILL') };
}
