import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import type { ClientServer } from '../host/client-server.js';
import { runHost } from '../host/raw.js';
import { temporaryFolder } from '../temporary.js';

export const USER = { username: 'admin@kestra.io', password: '$open"se\\same' };
export const IMAGE = 'ghcr.io/kestra-io/mcp-server-python:latest';

/** A Kestra that accepts this user's credentials, for the test file that imports this. */
export let sandbox: Sandbox;
/** The folder of the client's file. Each test gets a new one. */
export let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ auth: USER });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = temporaryFolder();
});

export const path = (name: string) => join(folder, name);
export const text = (name: string) => readFileSync(path(name), 'utf8');
export const outside = () => sandbox.baseUrl.replace('127.0.0.1', 'host.docker.internal');
export const variables = () => ({
  KESTRA_BASE_URL: outside(),
  KESTRA_TENANT_ID: 'main',
  KESTRA_MCP_DISABLED_TOOLS: 'ee',
  KESTRA_USERNAME: USER.username,
  KESTRA_PASSWORD: USER.password,
});

export function docker(env: Record<string, string> = variables(), ...flags: string[]): ClientServer {
  const names = Object.keys(env).flatMap((name) => ['-e', name]);
  return {
    command: 'docker',
    args: ['run', '-i', '--rm', '--pull', 'always', ...names, ...flags, IMAGE],
    env,
  };
}

export function fromPython(name: string, ...flags: string[]) {
  return runHost({ args: ['doctor', '--from-python', path(name), ...flags], cwd: folder });
}

/** Prints the new content of the file, which must not contain the secret, and then writes it. Returns the content. */
export async function replaced(name: string, secret = USER.password): Promise<string> {
  const before = text(name);
  const printed = await fromPython(name);
  expect(printed).toMatchObject({ code: 0 });
  for (const form of [secret, JSON.stringify(secret).slice(1, -1)])
    expect(printed.stdout + printed.stderr).not.toContain(form);
  expect(text(name)).toBe(before);
  const written = await fromPython(name, '--write');
  expect(written).toMatchObject({ code: 0, stdout: '' });
  expect(written.stderr).not.toContain(secret);
  const backup = readdirSync(folder).find((each) => each.startsWith(`${name}.backup`)) ?? '';
  expect(text(backup)).toBe(before);
  return text(name);
}
