import type { Config } from '../config/config.js';
import { isCode } from '../config/sources/file.js';
import { ConfigError } from '../foundation/errors.js';

/**
 * Refuses to reload a configuration in code if an edit added imports. Reading such a file runs it, and only the
 * operator of the server may run new code.
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
