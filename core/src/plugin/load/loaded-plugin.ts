import type { KestraMcpError } from '../../foundation/errors.js';
import type { PluginManifest } from '../manifest/manifest.js';
import type { SkillFolder } from '../skills/describe-skill.js';
import type { PluginIdentity } from './identity.js';
import type { ImportedCode } from './imported-code.js';

/** A plugin that can be listed. Its code is imported when `definition` is first called. */
export interface LoadedPlugin extends PluginIdentity, ImportedCode {
  /** The same for the same entry of the configuration. */
  key: string;
  manifest: PluginManifest;
  /** The options as configured. The plugin's schema validates them when its code is loaded. */
  options: Readonly<Record<string, unknown>>;
  /** Options that must never leave the process. */
  secrets: readonly string[];
  /** The folder of each of its skills. */
  skillFolder?: SkillFolder;
  /** A note for the user or the author, although the plugin works. */
  note?: string;
}

/** A plugin that cannot be loaded. The server works without it. */
export interface QuarantinedPlugin {
  /** Its name in the configuration. */
  source: string;
  problem: KestraMcpError;
}

export interface Plugins {
  loaded: LoadedPlugin[];
  quarantined: QuarantinedPlugin[];
}
