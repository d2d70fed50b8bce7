import { join } from 'node:path';
import { armVariables } from '../../response/armed.js';
import { isFile, readText } from './disk.js';
import type { Variables } from './environment.js';

/** A `.env` file and what it holds; `process.env` stays as it was. */
export interface Dotenv {
  path: string;
  variables: Variables;
}

/** The `.env` of the first of the folders that has one. */
export async function readDotenv(folders: readonly string[], env: Variables): Promise<Dotenv | undefined> {
  for (const folder of folders) {
    const path = join(folder, '.env');
    // Python projects sometimes keep a virtual environment in a folder of this name.
    if (!(await isFile(path))) continue;
    const { parseDotenv } = await import('./dotenv-text.js');
    const variables = parseDotenv(await readText(path), env);
    armVariables(variables);
    return { path, variables };
  }
  return undefined;
}
