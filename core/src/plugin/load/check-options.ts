import type * as z from 'zod';
import { arm } from '../../response/armed.js';
import type { PluginDefinition } from '../author/define.js';
import { optionsSchema } from '../author/options.js';
import type { PluginManifest } from '../manifest/manifest.js';
import { type PluginIdentity, problemOf } from './identity.js';
import { secretsByJson, secretsByZod } from './secret-options.js';

type Options = Readonly<Record<string, unknown>>;

/**
 * Validates options with the manifest's JSON Schema, so that a start reports mistakes without loading the plugin's
 * code. `parseOptions` checks the rest once the code is loaded.
 */
export async function checkOptions(
  identity: PluginIdentity,
  { options: schema }: PluginManifest,
  given: Options,
): Promise<void> {
  // First, because an error message may contain the value.
  arm(secretsByJson(schema, given));
  if (schema === undefined) return refuseAny(identity, given);
  if (Object.keys(given).length === 0 && ((schema.required ?? []) as unknown[]).length === 0) return;
  const { fromJSONSchema } = await import('zod');
  let parsed: ReturnType<typeof readable>;
  try {
    parsed = readable(fromJSONSchema(schema as Parameters<typeof fromJSONSchema>[0]).safeParse(given));
  } catch {
    // Some schemas cannot be read back. The plugin's own schema will check the options.
    return;
  }
  if (parsed !== undefined) throw refusal(identity, parsed);
}

/** Validates options with the plugin's own schema, and fills in defaults. */
export function parseOptions(
  identity: PluginIdentity,
  definition: PluginDefinition,
  given: Options,
): Options {
  const schema = optionsSchema(definition.options);
  if (schema === undefined) {
    refuseAny(identity, given);
    return {};
  }
  arm(secretsByZod(schema, given));
  const parsed = schema.safeParse(given);
  // A transform may turn it into another string.
  arm(secretsByZod(schema, parsed.data));
  if (parsed.success) return parsed.data;
  throw refusal(identity, readable(parsed) ?? []);
}

/**
 * The options that the schema marks with `.meta({ secret: true })`, at any depth. They must never leave the process.
 */
export function secretOptions({ options: schema }: PluginManifest, given: Options): string[] {
  return secretsByJson(schema, given);
}

function refuseAny(identity: PluginIdentity, given: Options): void {
  const names = Object.keys(given);
  if (names.length === 0) return;
  throw problemOf(identity, `does not take options, but the configuration gives it ${names.join(', ')}.`, {
    hint: 'Remove them from its entry in `plugins`.',
  });
}

/** The problems, one per line; undefined if none. Never contains the values, which may be secrets. */
function readable(parsed: z.ZodSafeParseResult<unknown>): string[] | undefined {
  return parsed.error?.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'the options'}: ${message}`,
  );
}

function refusal(identity: PluginIdentity, details: readonly string[]) {
  return problemOf(identity, 'rejects its options.', {
    details,
    hint: 'Correct them in its entry in `plugins`: ["its-name", { … }].',
  });
}
