import type { JsonSchema } from '../plugin/manifest/manifest.js';
import { type ConfirmRules, confirmPolicy } from './confirm.js';
import type { SelectedTool } from './selection.js';

/** The argument in which a model repeats what would be lost. */
export const ECHO = 'confirm';

/** Short, because every conversation pays for it, and the result that asks for it explains it. */
const ARGUMENT: JsonSchema = {
  type: 'string',
  description: 'Text that a previous result asked you to repeat',
};
/** The members of the result that asks for an echo. */
const MEMBERS = { status: 'string', preview: 'object', confirm: 'string', next: 'string' };

/**
 * True if a call of an enabled part of a tool may be answered with a text to repeat. Depends on whether the client can
 * ask its user.
 */
export function mayEcho(
  { tool: { manifest }, actions, effect }: SelectedTool,
  rules: ConfirmRules = [],
  canAsk = false,
): boolean {
  const isBulk = manifest.bulk === true && effect !== 'read';
  const on = actions.filter(({ enabled }) => enabled);
  const ways = on.length > 0 ? on : [{ name: undefined, effect }];
  return ways.some((way) => {
    const policy = confirmPolicy(rules, manifest, [way.name]);
    if (policy === 'echo') return isBulk || way.effect === 'destructive';
    return policy === 'auto' && !canAsk && isBulk;
  });
}

/** Adds the argument to the input schema. A tool that already has one of that name keeps it. */
export function withEchoArgument(schema: JsonSchema): JsonSchema {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  if (Object.hasOwn(properties, ECHO)) return schema;
  return { ...schema, properties: { ...properties, [ECHO]: ARGUMENT } };
}

/** Makes the output schema also accept the result that asks for an echo: clients reject results that do not fit. */
export function withEchoAnswer(schema: JsonSchema): JsonSchema {
  const { required: _, additionalProperties, ...rest } = schema;
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const fitting = properties.filter(([name, own]) => {
    const type = (MEMBERS as Record<string, string>)[name];
    return type === undefined || isOpen(own, type);
  });
  return {
    ...rest,
    properties: Object.fromEntries(fitting),
    ...(additionalProperties !== undefined && { additionalProperties: {} }),
  };
}

/** True if the schema accepts any value of the type. */
function isOpen(schema: JsonSchema, type: string): boolean {
  return Object.entries(schema).every(
    ([keyword, value]) =>
      keyword === 'description' || keyword === 'title' || (keyword === 'type' && value === type),
  );
}
