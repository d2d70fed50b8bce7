import { setTimeout as wait } from 'node:timers/promises';
import { CALL, calls } from './measure.js';
import { SoakClient } from './soak-client.js';
import { median } from './stats.js';

const IN_FLIGHT = 32;
/** The calls (stdio) and the share of the time (HTTP) before memory is measured, so that V8 has compiled and grown its heap. */
const WARM_UP_CALLS = 5_000;
const WARM_UP_PART = 1 / 4;
/** Calls on each transport, in turns, so that other load on the machine affects both equally. */
const SINGLE_CALLS = 2_000;
const ROUNDS = 20;
const IN_ROUND = 500;
const ERAS = ['2025-11-25', '2026-07-28'];

/** Sends a number of calls with a limit in flight. Returns errors, calls per second, and the growth of memory. */
export async function soakStdio(servers, { count, say }) {
  say(`${count} calls on stdio, ${IN_FLIGHT} in flight …`);
  const client = servers.stdio();
  const errors = [];
  try {
    await client.open();
    await client.list();
    const counting = watched(client, errors);
    await calls(counting, WARM_UP_CALLS, IN_FLIGHT);
    const memory = new MemorySamples(() => client.memory().now);
    await memory.take();
    const { total } = await calls(counting, count, IN_FLIGHT);
    await memory.take();
    return { count, errors, perSecond: (count / total) * 1_000, ...memory.growth() };
  } finally {
    await client.close();
  }
}

/** Runs clients of both protocol eras that call without a pause for some time, and list the tools occasionally. */
export async function soakHttp(servers, { clients, seconds, say }) {
  say(`${clients} HTTP clients for ${seconds} s …`);
  const host = await servers.http();
  const errors = [];
  const all = Array.from({ length: clients }, (_, n) => new SoakClient(host.url, ERAS[n % ERAS.length]));
  let count = 0;
  const end = performance.now() + seconds * 1_000;
  const worker = async (client) => {
    for (let turn = 0; performance.now() < end; turn++, count++)
      await (turn % 100 === 99 ? client.list() : client.call(...CALL)).catch((error) =>
        errors.push(error.message),
      );
  };
  try {
    for (const client of all) await client.open();
    const began = performance.now();
    const working = Promise.all(all.map(worker));
    await wait(seconds * 1_000 * WARM_UP_PART);
    const memory = new MemorySamples(() => host.memory().now);
    await memory.take();
    await wait(Math.max(0, end - performance.now() - MemorySamples.time));
    await memory.take();
    await working;
    const perSecond = (count / (performance.now() - began)) * 1_000;
    for (const client of all) await client.close();
    return { clients, seconds, count, errors, perSecond, ...memory.growth(), said: host.said.slice(1) };
  } finally {
    const code = await host.close();
    if (code !== 0) errors.push(`The host ended with ${code}.`);
  }
}

/** Sends the same call on stdio and over HTTP, one at a time and many in flight, in turns. */
export async function compareTransports(servers, say) {
  say('A call on stdio and over HTTP, in turns …');
  const [stdio, host] = [servers.stdio(), await servers.http()];
  const all = { stdio, ...Object.fromEntries(ERAS.map((era) => [era, new SoakClient(host.url, era)])) };
  const found = Object.fromEntries(Object.keys(all).map((name) => [name, { one: [], rate: [] }]));
  try {
    for (const client of Object.values(all)) {
      await client.open();
      await calls(client, 1_000, IN_FLIGHT);
    }
    for (let round = 0; round < SINGLE_CALLS; round++)
      for (const [name, client] of Object.entries(all))
        found[name].one.push(...(await calls(client, 1, 1)).times);
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, client] of Object.entries(all))
        found[name].rate.push((IN_ROUND / (await calls(client, IN_ROUND, IN_FLIGHT)).total) * 1_000);
    const summary = ([name, { one, rate }]) => [name, { ms: median(one), perSecond: median(rate) }];
    return Object.fromEntries(Object.entries(found).map(summary));
  } finally {
    for (const client of Object.values(all)) await client.close();
    await host.close();
  }
}

/** The client, whose errors are kept rather than thrown. */
function watched(client, errors) {
  return { call: (...args) => client.call(...args).catch((error) => errors.push(error.message)) };
}

/** Resident memory at two moments; at each it is what is in the middle of many looks, since garbage comes and goes. */
class MemorySamples {
  static looks = 20;
  static pause = 250;
  static time = MemorySamples.looks * MemorySamples.pause;
  #moments = [];

  constructor(look) {
    this.look = look;
  }

  async take() {
    const seen = [];
    for (let index = 0; index < MemorySamples.looks; index++) {
      seen.push(this.look());
      await wait(MemorySamples.pause);
    }
    this.#moments.push(median(seen));
  }

  growth() {
    const [first, last] = [this.#moments[0], this.#moments.at(-1)];
    return { warm: first, end: last, grown: last - first };
  }
}
