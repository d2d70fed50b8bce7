import type { Config } from '../config.js';
import { merge } from '../merge.js';
import type { KestraMcpConfig } from '../schema.js';
import { fileSettings } from '../validate.js';

/**
 * The configuration that a program gives as an object, judged as a file would be: no file, no environment and no `.env`
 * is read. Errors name `origin`; plugin names and paths are resolved from `folder`.
 */
export function givenConfig(
  given: KestraMcpConfig,
  { origin, folder }: Record<'origin' | 'folder', string>,
): Config {
  const settings = fileSettings(origin, given, {});
  return merge([{ kind: 'named', trusted: true, settings }], { folder }).config;
}
