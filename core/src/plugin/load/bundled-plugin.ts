import { readFileSync } from 'node:fs';
import { BUNDLED_PLUGINS } from '../../process/here.js';
import type { PluginManifest } from '../manifest/manifest.js';
import type { PluginPackage } from './location.js';

/** A bundled plugin, as the bundle describes it. */
export interface BundledPlugin {
  package: PluginPackage;
  manifest: PluginManifest;
}

let described: Readonly<Record<string, BundledPlugin>> | undefined;

/**
 * Finds a bundled plugin by its short name. One file describes them all. Undefined in the clone, which has no bundle.
 */
export function bundledPlugin(id: string): BundledPlugin | undefined {
  described ??= readAll();
  return described[id];
}

/** The build wrote this file, so it is trusted like the host's code. */
function readAll(): Readonly<Record<string, BundledPlugin>> {
  try {
    return JSON.parse(readFileSync(BUNDLED_PLUGINS, 'utf8')) as Record<string, BundledPlugin>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
