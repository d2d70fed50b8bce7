import type { KestraMcpError } from '../../foundation/errors.js';
import type { PluginManifest } from '../manifest/manifest.js';
import type { SkillFolder } from '../skills/describe-skill.js';
import type { PluginIdentity } from './identity.js';
import type { ImportedCode } from './imported-code.js';

/** A plugin that can be listed; its code is imported when `definition` is first asked for. */
export interface LoadedPlugin extends PluginIdentity, ImportedCode {
  /** The same entry of the configuration leads to the same key. */
  key: string;
  manifest: PluginManifest;
  /** As configured; what its own schema makes of them is known when its code is. */
  options: Readonly<Record<string, unknown>>;
  /** Options that must never leave the process. */
  secrets: readonly string[];
  /** Where each of its skills is. */
  skillFolder?: SkillFolder;
  /** What its user or author should know, though it works. */
  note?: string;
}

/** A plugin that cannot be used; the host lives on without it. */
export interface QuarantinedPlugin {
  /** As the configuration names it. */
  source: string;
  problem: KestraMcpError;
}

export interface Plugins {
  loaded: LoadedPlugin[];
  quarantined: QuarantinedPlugin[];
}
