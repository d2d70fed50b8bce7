import { readFileSync } from 'node:fs';
import { BUNDLED_PLUGINS } from '../../process/here.js';
import type { PluginManifest } from '../manifest/manifest.js';
import type { PluginPackage } from './location.js';

/** A plugin in the bundle, as the bundle describes it. */
export interface BundledPlugin {
  package: PluginPackage;
  manifest: PluginManifest;
}

let described: Readonly<Record<string, BundledPlugin>> | undefined;

/** A plugin that is part of the bundle, by short name: one file describes them all. Undefined in the clone, which has none. */
export function bundledPlugin(id: string): BundledPlugin | undefined {
  described ??= readAll();
  return described[id];
}

/** The host wrote this file when it was built, so it is believed as its code is. */
function readAll(): Readonly<Record<string, BundledPlugin>> {
  try {
    return JSON.parse(readFileSync(BUNDLED_PLUGINS, 'utf8')) as Record<string, BundledPlugin>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
