import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importTypeScript } from '../config/module-loader.js';
import { describeError, KestraMcpError } from '../errors.js';
import { within } from '../limit.js';
import { isPlugin, type PluginDefinition } from './define.js';
import { asPlugin, type PluginIdentity, problemOf } from './identity.js';

/** Imports a plugin's module within a limit; its default export must be what `definePlugin` made. */
export async function importPlugin(
  identity: PluginIdentity,
  milliseconds: number,
): Promise<PluginDefinition> {
  const late = () =>
    problemOf(identity, `did not finish its import within ${milliseconds / 1_000} s.`, {
      hint: 'Something in it awaits for ever at the top level of a module.',
    });
  const module = await asPlugin(identity, () => within(importModule(identity), milliseconds, late));
  if (isPlugin(module.default)) return module.default;
  throw problemOf(identity, 'exports no plugin.', {
    hint: 'The default export of that file must be made with definePlugin({ … }).',
  });
}

async function importModule(identity: PluginIdentity): Promise<{ default?: unknown }> {
  try {
    return await importFile(identity.file);
  } catch (cause) {
    if (KestraMcpError.is(cause)) throw problemOf(identity, `could not be imported: ${cause.message}`, cause);
    throw problemOf(identity, `could not be imported: ${describeError(cause)}`, {
      cause,
      hint: nextStep(cause),
    });
  }
}

/** A local plugin needs no installation: `@kestra-mcp/core` and zod are then the host's own. */
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
    // Node remembers a module that could not be linked; under another URL it is a new one.
    return await import(`${url}?with-host-modules`);
  }
}

function nextStep(cause: unknown): string {
  const { code, message = '' } = (cause ?? {}) as { code?: string; message?: string };
  const missing = /Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1];
  return code?.endsWith('MODULE_NOT_FOUND') && missing
    ? `It needs "${missing}", which is not there: install it, or the plugin anew.`
    : 'Mend the plugin, tell its author, or take it out of `plugins`.';
}
