import type * as z from 'zod';
import { placeAt } from './address.js';

type Arguments = Record<string, unknown>;

/** Whether a field accepts a value. A field that cannot be checked alone is left to the validation. */
export function takes(field: z.core.$ZodType, value: unknown): boolean {
  try {
    return (field as z.ZodType).safeParse(value).success;
  } catch {
    return true;
  }
}

/**
 * Accepts the page of a flow or namespace in Kestra's UI as an id. If the call names another namespace than the page,
 * the page stays as it is, and fails as an id. Destructive calls do not use this: the page may belong to another
 * instance, where a flow of the same name is a different flow.
 */
export function withPage(
  given: Arguments,
  fieldOf: (name: string) => z.core.$ZodType | undefined,
): Arguments {
  const placeOf = (name: string) => {
    const { [name]: value } = given;
    const place = typeof value === 'string' ? placeAt(value) : undefined;
    const field = place === undefined ? undefined : fieldOf(name);
    return field === undefined || takes(field, value) ? undefined : place;
  };
  const own = placeOf('namespace')?.namespace;
  const before = own === undefined ? given : { ...given, namespace: own };
  const name = Object.hasOwn(given, 'flow_id') ? 'flow_id' : 'flowId';
  const flow = placeOf(name);
  if (flow?.flow_id === undefined || flow.execution_id !== undefined) return before;
  const { namespace = '' } = before;
  if (namespace !== '' && namespace !== flow.namespace) return before;
  const isKnown = fieldOf('namespace') !== undefined;
  return { ...before, [name]: flow.flow_id, ...(isKnown && { namespace: flow.namespace }) };
}
