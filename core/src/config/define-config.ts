import type { KestraMcpConfig } from './schema.js';

/** Gives a configuration file its types: `export default defineConfig({ … })`; changes nothing. */
export function defineConfig(config: KestraMcpConfig): KestraMcpConfig {
  return config;
}
