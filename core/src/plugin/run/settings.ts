import type { KestraClient } from '../../kestra/client.js';
import type { PluginServices } from '../author/services.js';
import type { LoadedPlugin } from '../load/loaded-plugin.js';

/** What the host lends to each plugin. */
export interface HostServices {
  kestra: KestraClient;
  /** The host's instances that constructors may ask for, by brand. */
  injectables: Readonly<Record<string, object>>;
  log: PluginServices['log'];
}

export interface RuntimeSettings {
  /** What the host lends; made on the first call of anything of the plugin. */
  services: (plugin: LoadedPlugin) => Promise<HostServices>;
  /** Longest import, `onInit` and `onDispose`, in milliseconds each. */
  startMs: number;
}
