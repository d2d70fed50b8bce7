import type { FixedParameters } from '../config/config.js';

/** Names under which tools take a tenant. */
const TENANT = ['tenant', 'tenant_id', 'tenantId'];

/** The value of each parameter that the configuration decides, by the names that tools have for it. */
export function fixedValues({ tenant, namespace }: FixedParameters): Readonly<Record<string, string>> {
  return {
    ...(tenant !== undefined && Object.fromEntries(TENANT.map((name) => [name, tenant]))),
    ...(namespace !== undefined && { namespace }),
  };
}

/** How a namespace that must be one of several is described: a sentence goes on from it. */
export function allowedNamespaces(namespaces: readonly string[]): string {
  return `${namespaces.join(', ')}, or one below`;
}
