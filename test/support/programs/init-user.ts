import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import type { ClientServer } from '../host/client-server.js';
import { runHost } from '../host/raw.js';
import { ENTRY } from '../paths.js';
import { temporaryFolder } from '../temporary.js';

export const USER = { username: 'ada@example.com', password: 'open-sesame' };

/** A Kestra that accepts this user's credentials, for the test file that imports this. */
export let sandbox: Sandbox;
/** The user's home. Each test gets a new one. */
export let home: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = temporaryFolder();
});

let entry = ENTRY;
/** Uses another build of the server from now on. */
export function takeBuild(other: string): void {
  entry = other;
}

export const CONFIG = '.config/kestra-mcp/kestra-mcp.config.json';
export const DOTENV = '.config/kestra-mcp/.env';
export const text = (path: string): string => readFileSync(join(home, path), 'utf8');
export const cursors = (): Record<string, ClientServer> => JSON.parse(text('.cursor/mcp.json')).mcpServers;

/** `init --yes` with these flags, in the user's home. */
export function init(args: readonly string[], env: Record<string, string> = {}, cwd = home) {
  return runHost({ entry, args: ['init', '--yes', ...args], env: { HOME: home, ...env }, cwd });
}

/** `init` with the correct address and credentials. */
export function right(args: readonly string[], env: Record<string, string> = {}, cwd = home) {
  const flags = ['--base-url', sandbox.url, '--username', USER.username, ...args];
  return init(flags, { KESTRA_PASSWORD: USER.password, ...env }, cwd);
}
