import type { FaultyKestra } from '../../support/faults/faulty-kestra.js';
import type { Reached, Way } from '../../support/faults/ways.js';
import { call, type Json } from '../../support/host/host.js';
import { temporaryFolder } from '../../support/temporary.js';
import { TIME_LIMIT } from './table.js';

export const USERNAME = 'ada';
export const PASSWORD = 'correct-horse-battery-9';

/** A server that uses this Kestra, with every plugin, credentials and a short time limit. */
export function hostAt(kestra: FaultyKestra, way: Way, settings: Json = {}): Promise<Reached> {
  const auth = { username: USERNAME, password: PASSWORD };
  const config = {
    kestra: { baseUrl: kestra.baseUrl, tenant: 'main', timeoutMs: TIME_LIMIT, auth },
    ...settings,
  };
  const cwd = temporaryFolder({ 'kestra-mcp.config.json': JSON.stringify(config) });
  return way.start({ cwd, env: {} });
}

/** The text of a call that must fail, in a form that is fit for people. */
export async function refused({ client }: Reached, tool: string, args: Json): Promise<string> {
  const { text, isError } = await call(client, tool, args);
  if (!isError) throw new Error(`${tool} was expected to fail, but succeeded: ${text}`);
  const credentials = Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64');
  for (const hidden of [PASSWORD, credentials, '\n    at ', 'This is a bug in the plugin'])
    if (text.includes(hidden)) throw new Error(`${tool} says "${hidden}": ${text}`);
  if (text.length > 2_500) throw new Error(`${tool} says too much: ${text}`);
  return text;
}
