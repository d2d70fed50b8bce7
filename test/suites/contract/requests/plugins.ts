import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../plugins/', import.meta.url));

/** Every plugin of this repository, from its sources, so that these tests need no build. */
export async function everyPlugin(): Promise<object[]> {
  const plugins: object[] = [];
  for (const name of readdirSync(FOLDER)) {
    const entry = `${FOLDER}${name}/src/index.ts`;
    // One at a time: jest confuses modules that are imported in parallel.
    if (existsSync(entry)) plugins.push((await importModule(entry)).default);
  }
  return plugins;
}

function importModule(file: string): Promise<{ default: object }> {
  return import(pathToFileURL(file).href);
}
