import type { PluginManifest } from '../manifest/manifest.js';

/** The parts of a plugin's package.json that the host reads. */
export interface PluginPackage {
  name: string;
  version: string;
  kestraMcp?: { apiVersion?: unknown; id?: unknown; manifest?: unknown };
  peerDependencies?: Readonly<Record<string, unknown>>;
  main?: string;
  exports?: unknown;
  files?: unknown;
}

/** Where a plugin from the configuration was found. */
export interface PluginLocation {
  /** The folder of the package, or the single file. */
  path: string;
  package: PluginPackage;
  /** The module to import, in JavaScript or TypeScript: the main module of a folder, or the file itself. */
  entry: string;
  /** True for a bundled plugin. */
  isHosts?: true;
  /** The manifest of a plugin in the bundle, which has no file of its own. */
  manifest?: PluginManifest;
}
