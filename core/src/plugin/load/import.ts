import { extname, isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { importTypeScript } from '../../config/sources/module-loader.js';
import { describeError, KestraMcpError } from '../../foundation/errors.js';
import { within } from '../../foundation/limit.js';
import { thrownAt } from '../../foundation/thrown-at.js';
import { isPlugin, type PluginDefinition } from '../author/define.js';
import { definitionFault } from './check-definition.js';
import { asPlugin, type PluginIdentity, problemOf } from './identity.js';

/** Imports a plugin's module within a time limit. Its default export must come from `definePlugin`. */
export async function importPlugin(
  identity: PluginIdentity,
  milliseconds: number,
): Promise<PluginDefinition> {
  const late = () =>
    problemOf(identity, `could not be imported within ${milliseconds / 1_000} s.`, {
      hint: 'One of its modules probably has a top-level await that never resolves.',
    });
  const module = await asPlugin(identity, () => within(importModule(identity), milliseconds, late));
  const definition = module.default;
  if (!isPlugin(definition)) {
    const isPromise = types.isPromise(definition);
    throw problemOf(
      identity,
      isPromise ? 'exports a promise instead of a plugin.' : 'does not export a plugin.',
      {
        hint: isPromise
          ? 'Await the promise: export default await ….'
          : 'Create the default export of that file with definePlugin({ … }).',
      },
    );
  }
  checkDefinition(identity, definition);
  return definition;
}

/** Checks the shape of a plugin. Its declarations are checked when they are described. */
export function checkDefinition(identity: PluginIdentity, definition: PluginDefinition): void {
  const fault = asPlugin(identity, () => definitionFault(definition));
  if (fault !== undefined)
    throw problemOf(identity, `${fault}.`, { hint: 'Fix the plugin, or report this to its author.' });
}

async function importModule(identity: PluginIdentity): Promise<{ default?: unknown }> {
  try {
    return await importFile(identity.file);
  } catch (cause) {
    if (KestraMcpError.is(cause)) throw problemOf(identity, `could not be imported: ${cause.message}`, cause);
    throw problemOf(
      identity,
      `could not be imported: ${describeError(cause)}${thrownAt(cause, identity.file)}`,
      {
        cause,
        hint: nextStep(cause),
      },
    );
  }
}

/** A local plugin needs no installation: it gets the host's `@kestra-mcp/core` and zod. */
async function importFile(file: string): Promise<{ default?: unknown }> {
  const { findsCore, lacksHostModule, offerHostModules } = await import('./host-modules.js');
  if (!findsCore(file)) offerHostModules();
  if (/^\.m?ts$/.test(extname(file))) return (await importTypeScript(file)) as { default?: unknown };
  const url = pathToFileURL(file).href;
  try {
    return await import(url);
  } catch (error) {
    if (!lacksHostModule(error)) throw error;
    offerHostModules();
    // Node remembers a module that could not be linked. Under another URL it counts as a new one.
    return await import(`${url}?with-host-modules`);
  }
}

function nextStep(cause: unknown): string {
  const { code, message = '' } = (cause ?? {}) as { code?: unknown; message?: unknown };
  const missing = /Cannot find (?:package|module) '([^']+)'/.exec(String(message))?.[1];
  if (missing === undefined || !String(code).endsWith('MODULE_NOT_FOUND'))
    return 'Fix the plugin, report this to its author, or remove it from `plugins`.';
  // Node names a missing file by its absolute path, or by the argument of `require`.
  const isFile = isAbsolute(missing) || /^(\.{1,2}[/\\]|file:)/.test(missing);
  return isFile
    ? `Its file ${missing} does not exist. Build the plugin, or correct the path in the import. In a package, list the file in \`files\`.`
    : `It needs "${missing}", which is not installed. Install it or reinstall the plugin, and restart the server, because Node remembers a failed import.`;
}
