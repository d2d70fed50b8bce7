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

/** The code as it was when Node imported it, by main module: it stays that until the process ends. */
const stamps = new Map<string, CodeStamp>();

/** The code of a plugin, which is imported when it is first asked for. */
export interface ImportedCode {
  definition: () => Promise<PluginDefinition>;
  isImported: () => boolean;
  /** True when the code was imported and is another by now: Node holds on to the old one. */
  hasChanged: () => boolean;
}

/** Imports once. After a failure the next call asks Node again, which for what it could not link gives the same answer. */
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
