import type * as z from 'zod';
import { placeAt } from './address.js';

type Arguments = Record<string, unknown>;

/** Whether a field takes a value. One that cannot be asked alone is left to the validation. */
export function takes(field: z.core.$ZodType, value: unknown): boolean {
  try {
    return (field as z.ZodType).safeParse(value).success;
  } catch {
    return true;
  }
}

/**
 * The page of a flow or namespace in Kestra's UI, given for an id. The page of a flow names its namespace too: where
 * another is given, the page stays what it is, which is no id. Not where something is destroyed: the page may be of
 * another Kestra, and a flow of that name here is another flow.
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
