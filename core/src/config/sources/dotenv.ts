import { join } from 'node:path';
import { ConfigError } from '../../foundation/errors.js';
import { armVariables } from '../../response/armed.js';
import { isFile, readText } from './disk.js';
import type { Variables } from './environment.js';

/** A `.env` file and what it holds; `process.env` stays as it was. */
export interface Dotenv {
  path: string;
  variables: Variables;
}

/** The `.env` of a folder, if it has one. */
export async function readDotenv(folder: string, env: Variables): Promise<Dotenv | undefined> {
  const path = join(folder, '.env');
  // Python projects sometimes keep a virtual environment in a folder of this name.
  return (await isFile(path)) ? dotenvOf(path, await readText(path), env) : undefined;
}

/** The same, of a text that is at hand. */
export async function dotenvOf(path: string, text: string, env: Variables): Promise<Dotenv> {
  const { foreignHost, parseDotenv } = await import('./dotenv-text.js');
  const foreign = foreignHost(text, env);
  if (foreign !== undefined) {
    throw new ConfigError(`${foreign} (.env at ${path}) has a variable of the environment in its host.`, {
      hint: `Write the host itself, or make one variable of the whole address: ${foreign}=\${NAME}.`,
    });
  }
  const variables = parseDotenv(text, env);
  armVariables(variables);
  return { path, variables };
}
