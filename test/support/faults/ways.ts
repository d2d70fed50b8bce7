import type { Client } from '@modelcontextprotocol/client';
import { startHost } from '../host/host.js';
import { type Held, Probe } from './probe.js';

/** A host that is reached in one way, with a client connected to it. */
export interface Reached {
  client: Client;
  stderr(): string;
  /** What the process holds now. */
  held(): Promise<Held>;
  stop(): Promise<void>;
}

export interface Setup {
  cwd: string;
  env?: Record<string, string>;
}

/** How a host can be reached. */
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

export const WAYS: readonly Way[] = [stdio];
