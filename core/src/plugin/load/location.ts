import type { PluginManifest } from '../manifest/manifest.js';

/** The members of a plugin's package.json that the host reads. */
export interface PluginPackage {
  name: string;
  version: string;
  kestraMcp?: { apiVersion?: unknown; id?: unknown; manifest?: unknown };
  peerDependencies?: Readonly<Record<string, unknown>>;
  main?: string;
  exports?: unknown;
  files?: unknown;
}

/** Where a plugin named in the configuration was found. */
export interface PluginLocation {
  /** The package's folder, or the single file. */
  path: string;
  package: PluginPackage;
  /** What to import, JavaScript or TypeScript: a folder's main module, or the file itself. */
  entry: string;
  /** It is the host's own. */
  isHosts?: true;
  /** Of a plugin in the bundle, which has no file of its own for it. */
  manifest?: PluginManifest;
}
