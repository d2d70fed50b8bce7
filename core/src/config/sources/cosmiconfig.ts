import { extname } from 'node:path';
import { cosmiconfig } from 'cosmiconfig';
import { ConfigError } from '../../foundation/errors.js';
import { HOST_FOLDER } from '../../process/here.js';
import { LOADERS } from './file-loaders.js';
import { PACKAGE_KEY, SEARCH_PLACES } from './places.js';

/**
 * What a configuration file says, by cosmiconfig. `text` is what was read of it before, and what counts. Its `load`, not its
 * `search`: that one passes over a file which it may not read, or which throws ENOENT.
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
 * Before all else cosmiconfig looks for settings of its own in the working folder, `.config/config.js` among them, and runs
 * them. So the working folder is another while it looks, which it does at once.
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

/** cosmiconfig would put in other files, which nobody has looked at. */
function withoutImports(path: string, content: unknown): unknown {
  for (const each of [content, Object(content)[PACKAGE_KEY]])
    if (typeof each === 'object' && each !== null && '$import' in each)
      throw new ConfigError(`${path} uses "$import", which is not supported.`, {
        hint: 'Put the whole configuration into one file. A .ts or .js file can import other files.',
      });
  return content;
}
