import type { Config } from '../config.js';
import { merge } from '../merge.js';
import type { KestraMcpConfig } from '../schema.js';
import { fileSettings } from '../validate.js';

/**
 * Validates a configuration that a program passes as an object, like a file. Reads no file, environment or `.env`.
 * Errors name `origin`. Plugin names and paths are resolved from `folder`.
 */
export function givenConfig(
  given: KestraMcpConfig,
  { origin, folder }: Record<'origin' | 'folder', string>,
): Config {
  const settings = fileSettings(origin, given, {});
  return merge([{ kind: 'named', trusted: true, settings }], { folder }).config;
}
