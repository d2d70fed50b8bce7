import type { FixedParameters } from '../config/config.js';
import { InputError } from '../foundation/errors.js';
import type { JsonSchema } from '../plugin/manifest/manifest.js';
import { allowedNamespaces, fixedValues } from '../selection/fixed.js';

type Arguments = Record<string, unknown>;

/**
 * Adds the arguments that the configuration fixes. A caller may repeat them, as prompts for a server without them do,
 * but may not choose others.
 */
export function withFixed(given: Arguments, schema: JsonSchema, fixed: FixedParameters): Arguments {
  const known = (schema.properties ?? {}) as Record<string, unknown>;
  const values = Object.entries(fixedValues(fixed)).filter(([name]) => Object.hasOwn(known, name));
  for (const [name, value] of values) {
    if (!isLeftOut(given[name]) && given[name] !== value) {
      // A model that only omits the argument would act in a place that the user did not name.
      throw new InputError(`This server works only with the ${name} "${value}".`, {
        hint: `Nothing was done. Omit the argument "${name}" only if you mean "${value}". Otherwise tell the user.`,
      });
    }
  }
  if (Object.hasOwn(known, 'namespace')) checkNamespace(given.namespace, fixed);
  return { ...given, ...Object.fromEntries(values) };
}

/** The same test as for optional parameters. */
function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The Kestra client enforces this, too. Checking here names the argument, before anything else happens. */
function checkNamespace(namespace: unknown, { namespaces }: FixedParameters): void {
  if (namespaces === undefined || typeof namespace !== 'string') return;
  if (namespaces.some((allowed) => namespace === allowed || namespace.startsWith(`${allowed}.`))) return;
  throw new InputError('The argument "namespace" is outside the fixed namespaces of this server.', {
    hint: `Allowed: ${allowedNamespaces(namespaces)}.`,
  });
}
