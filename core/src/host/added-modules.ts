import type { Config } from '../config/config.js';
import { isCode } from '../config/sources/file.js';
import { ConfigError } from '../foundation/errors.js';

/**
 * Refuses to read a configuration that is code when an edit made it import more: to read it anew is to run it, but to run
 * what was not there before is for whoever runs the server.
 */
export async function refuseAddedModules({ files = [] }: Config): Promise<void> {
  const modules = files.filter(isCode);
  if (modules.length === 0) return;
  const { addedImports } = await import('../config/sources/module-loader.js');
  for (const path of modules) {
    const [added] = addedImports(path);
    if (added === undefined) continue;
    throw new ConfigError(`${path} now imports "${added}", which it did not import before.`, {
      hint: 'Restart the server or send SIGHUP to run the new import.',
    });
  }
}
