import type { FixedParameters } from '../config/config.js';

/** Argument names for a tenant. */
const TENANT = ['tenant', 'tenant_id', 'tenantId'];

/** The values that the configuration fixes, by the argument names that tools use for them. */
export function fixedValues({ tenant, namespace }: FixedParameters): Readonly<Record<string, string>> {
  return {
    ...(tenant !== undefined && Object.fromEntries(TENANT.map((name) => [name, tenant]))),
    ...(namespace !== undefined && { namespace }),
  };
}

/** Describes the allowed namespaces. The text continues a sentence. */
export function allowedNamespaces(namespaces: readonly string[]): string {
  return `${namespaces.join(', ')}, or one below`;
}
