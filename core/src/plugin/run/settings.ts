import type { KestraClient } from '../../kestra/client.js';
import type { PluginServices } from '../author/services.js';
import type { LoadedPlugin } from '../load/loaded-plugin.js';

/** What the host provides to each plugin. */
export interface HostServices {
  kestra: KestraClient;
  /** The host's instances that constructors can ask for, by brand. */
  injectables: Readonly<Record<string, object>>;
  log: PluginServices['log'];
}

export interface RuntimeSettings {
  /** The host's instances. Created on the first call of anything in the plugin. */
  services: (plugin: LoadedPlugin) => Promise<HostServices>;
  /** Timeout of the import, `onInit` and `onDispose`, in milliseconds each. */
  startMs: number;
}
