import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isBundled } from '../../process/here.js';
import type { PluginDefinition } from '../author/define.js';
import { isStale, stampOf } from '../manifest/code-stamp.js';
import type { CodeStamp } from '../manifest/manifest.js';
import type { PluginIdentity } from './identity.js';
import { importPlugin } from './import.js';
import type { PluginLocation } from './location.js';
import { checkShown, type ShownCode } from './shown-code.js';

/** The code as it was when Node imported it, by main module. It stays loaded until the process ends. */
const stamps = new Map<string, CodeStamp>();

/** The code of a plugin, imported on first use. */
export interface ImportedCode {
  definition: () => Promise<PluginDefinition>;
  isImported: () => boolean;
  /** True if the code has changed since it was imported: Node keeps the old version. */
  hasChanged: () => boolean;
}

/** Imports once. After a failure, the next call asks Node again, which gives the same answer if linking failed. */
export function codeOf(
  identity: PluginIdentity,
  { path, entry, isHosts }: PluginLocation,
  { startMs, code }: { startMs: number; code?: ShownCode },
): ImportedCode {
  let imported: Promise<PluginDefinition> | undefined;
  const folder = path === entry ? dirname(entry) : path;
  const imports = async () => {
    checkShown(identity, isHosts ? undefined : code);
    return importPlugin(identity, startMs);
  };
  return {
    definition: () => {
      if (imported !== undefined) return imported;
      if (!isBundled(entry) && !stamps.has(entry) && existsSync(entry))
        stamps.set(entry, stampOf(folder, entry));
      const attempt = imports();
      imported = attempt;
      attempt.catch(() => {
        imported = undefined;
        stamps.delete(entry);
      });
      return attempt;
    },
    isImported: () => imported !== undefined,
    hasChanged: () => {
      const stamp = stamps.get(entry);
      return stamp !== undefined && isStale(folder, stamp);
    },
  };
}
