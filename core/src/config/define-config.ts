import type { KestraMcpConfig } from './schema.js';

/** Adds types to a configuration file: `export default defineConfig({ … })`. Returns its argument unchanged. */
export function defineConfig(config: KestraMcpConfig): KestraMcpConfig {
  return config;
}
