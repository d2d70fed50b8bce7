import { extname } from 'node:path';
import { cosmiconfig } from 'cosmiconfig';
import { ConfigError } from '../../foundation/errors.js';
import { HOST_FOLDER } from '../../process/here.js';
import { LOADERS } from './file-loaders.js';
import { PACKAGE_KEY, SEARCH_PLACES } from './places.js';

/**
 * Loads a configuration file with cosmiconfig. `text` is what was read before and is what counts. Uses `load` instead
 * of `search`, which skips files that it cannot read or that throw ENOENT.
 */
export async function loadWithCosmiconfig(path: string, text: string): Promise<unknown> {
  const load = async () => withoutImports(path, await LOADERS[extname(path)]?.(path, text));
  const loaders = Object.fromEntries(Object.keys(LOADERS).map((ending) => [ending, load]));
  const options = { packageProp: PACKAGE_KEY, searchPlaces: [...SEARCH_PLACES], loaders, cache: false };
  const found = await awayFromHere(() => cosmiconfig(PACKAGE_KEY, options)).load(path);
  const config: unknown = found === null ? null : found.config;
  return config;
}

/**
 * cosmiconfig first looks for settings of its own in the working folder, such as `.config/config.js`, and runs them. So
 * the working folder is changed while it looks, which it does synchronously.
 */
function awayFromHere<T>(work: () => T): T {
  const { cwd } = process;
  process.cwd = () => HOST_FOLDER;
  try {
    return work();
  } finally {
    process.cwd = cwd;
  }
}

/** cosmiconfig would include other files, which nobody has reviewed. */
function withoutImports(path: string, content: unknown): unknown {
  for (const each of [content, Object(content)[PACKAGE_KEY]])
    if (typeof each === 'object' && each !== null && '$import' in each)
      throw new ConfigError(`${path} uses "$import", which is not supported.`, {
        hint: 'Put the whole configuration into one file. A .ts or .js file can import other files.',
      });
  return content;
}
