import { join } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import { armVariables } from '../../response/armed.js';
import { isBlank } from '../values/values.js';
import { isFile, readText } from './disk.js';
import type { Variables } from './environment.js';
import type { FoundFile } from './file.js';

/** A `.env` file and its content. `process.env` does not change. */
export interface Dotenv {
  path: string;
  variables: Variables;
  /** Variables whose URL has an environment variable in its host name. */
  foreign: readonly string[];
}

const ADDRESSES = ['KESTRA_BASE_URL', 'HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];

/** The `.env` of a folder, if it exists. */
export async function readDotenv(folder: string, env: Variables): Promise<Dotenv | undefined> {
  const path = join(folder, '.env');
  // Some Python projects have a virtual environment in a folder of this name.
  return (await isFile(path)) ? dotenvOf(path, await readText(path), env) : undefined;
}

/** Same, for a text that was already read. */
export async function dotenvOf(path: string, text: string, env: Variables): Promise<Dotenv> {
  const { foreignHosts, parseDotenv } = await import('./dotenv-text.js');
  const foreign = foreignHosts(text, env);
  const used = foreign.find((name) => ADDRESSES.includes(name));
  if (used !== undefined) {
    throw new ConfigError(`${used} in ${path} uses an environment variable in its host name.`, {
      hint: `Write out the host name, or put the whole URL into one variable: ${used}=\${NAME}.`,
    });
  }
  const variables = parseDotenv(text, env);
  armVariables(variables);
  return { path, variables, foreign };
}

/** The same indirectly: a file whose base URL is such a variable. */
export function refuseForeign({ path, content }: FoundFile, { foreign }: Dotenv, env: Variables): void {
  const { kestra } = Object(content) as { kestra?: { baseUrl?: unknown } };
  const name = /^\s*\$\{(\w+)/.exec(String(kestra?.baseUrl))?.[1];
  if (name === undefined || !foreign.includes(name) || !isBlank(env[name])) return;
  throw new ConfigError(
    `kestra.baseUrl in ${path} is ${name}, which uses an environment variable in its host name.`,
    {
      hint: 'Write out the host name.',
    },
  );
}
