import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { temporaryFolder } from '../../../support/temporary.js';
import type { Release } from './release.js';

const run = promisify(execFile);

/** Somebody with an empty home, whose npm knows the registry of the rehearsal and no other, and has its cache. */
export class User {
  readonly home = temporaryFolder();
  readonly folder = temporaryFolder();
  readonly env: Record<string, string>;

  constructor({ npmrc }: Pick<Release, 'npmrc'>) {
    const [registry = ''] = /(?<=^registry=).*/m.exec(readFileSync(npmrc, 'utf8')) ?? [];
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: this.home,
      npm_config_userconfig: npmrc,
      npm_config_registry: registry,
    };
  }

  /** Runs a command to its end, and gives what it printed. */
  async run(command: string, args: readonly string[], cwd = this.folder): Promise<string> {
    const { stdout, stderr } = await run(command, [...args], { cwd, env: this.env, timeout: 900_000 });
    return `${stdout}${stderr}`;
  }

  /** Starts a server as a client does, calls it, and ends it. */
  async withServer<T>(
    { command, args, env = {} }: { command: string; args: string[]; env?: Record<string, string> },
    use: (client: Client) => Promise<T>,
    cwd = this.folder,
  ): Promise<T> {
    const transport = new StdioClientTransport({
      command,
      args,
      cwd,
      env: { ...this.env, ...env },
      stderr: 'pipe',
    });
    const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
    await client.connect(transport, { timeout: 600_000 });
    try {
      return await use(client);
    } finally {
      await client.close();
    }
  }
}
