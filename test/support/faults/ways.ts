import type { Client, ClientOptions } from '@modelcontextprotocol/client';
import { startHost } from '../host/host.js';
import { connectHttp, MODERN, startHttp } from '../host/http.js';
import { type Held, Probe } from './probe.js';

/** A server with a connected client. */
export interface Reached {
  client: Client;
  stderr(): string;
  /** The resources that the process holds now. */
  held(): Promise<Held>;
  stop(): Promise<void>;
}

export interface Setup {
  cwd: string;
  env?: Record<string, string>;
}

/** A way to connect to a server. */
export interface Way {
  name: string;
  start(setup: Setup): Promise<Reached>;
}

const stdio: Way = {
  name: 'stdio',
  async start({ cwd, env }) {
    const probe = new Probe();
    const { client, pid, stderr, stop } = await startHost({ cwd, env: { ...probe.env, ...env } });
    return { client, stderr, stop, held: () => probe.ask(pid) };
  },
};

const http = (name: string, options?: ClientOptions): Way => ({
  name,
  async start({ cwd, env }) {
    const probe = new Probe();
    const { url, pid, stderr, close } = await startHttp({ cwd, env: { ...probe.env, ...env } });
    const client = await connectHttp(url, options === undefined ? {} : { client: options });
    const stop = async () => {
      await client.close();
      await close();
    };
    return { client, stderr, stop, held: () => probe.ask(pid) };
  },
});

export const WAYS: readonly Way[] = [stdio, http('HTTP with a session'), http('HTTP of 2026', MODERN)];
