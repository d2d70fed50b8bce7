export type Schema = { readonly [keyword: string]: unknown };

const DEEPEST = 20;
const MOST = 50;

/**
 * All schemas that apply or may apply where these are, with references and choices resolved. Skips anything that is not
 * a schema.
 */
export function choicesOf(schemas: readonly unknown[], root: Schema, depth = 0): Schema[] {
  return schemas
    .flatMap((schema) => {
      if (typeof schema !== 'object' || schema === null || depth > DEEPEST) return [];
      const { $ref, anyOf = [], oneOf = [], allOf = [], ...own } = schema as Schema;
      const others = [anyOf, oneOf, allOf].flat() as Schema[];
      if (typeof $ref === 'string') others.push(referred($ref, root));
      const rest = choicesOf(others, root, depth + 1);
      return Object.keys(own).length > 0 ? [own, ...rest] : rest;
    })
    .slice(0, MOST);
}

function referred(ref: string, root: Schema): Schema {
  const steps = ref.split('/').filter((step) => step !== '' && step !== '#');
  return steps.reduce<Schema>((at, step) => (at[step] ?? {}) as Schema, root);
}

/** What the schemas say about a member of an object. */
export function schemasOfMember(schemas: readonly Schema[], key: string): unknown[] {
  return schemas.map(({ properties = {}, additionalProperties }) =>
    Object.hasOwn(properties as object, key)
      ? (properties as Record<string, unknown>)[key]
      : additionalProperties,
  );
}

/** True if a part of a text with a mark is as valid as the text itself: no schema requires a special format. */
export function takesAnyText(schemas: readonly Schema[]): boolean {
  const ofTexts = schemas.filter(({ type }) => mayBeText(type));
  return !ofTexts.some(
    (schema) =>
      ['const', 'enum', 'pattern', 'format'].some((keyword) => keyword in schema) ||
      Number(schema.minLength ?? 0) > 100,
  );
}

export function mayBeText(type: unknown): boolean {
  return type === undefined || [type].flat().includes('string');
}
