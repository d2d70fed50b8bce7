import type { JsonSchema } from '../plugin/manifest/manifest.js';
import { type ConfirmRules, confirmPolicy } from './confirm.js';
import type { SelectedTool } from './selection.js';

/** The argument that repeats what would be lost. */
export const ECHO = 'confirm';

/** Every conversation pays for it, and the answer that asks for it says what it is. */
const ARGUMENT: JsonSchema = {
  type: 'string',
  description: 'Text that a previous result asked you to repeat',
};
/** What the answer that asks for an echo has; all but the preview is text. */
const MEMBERS = { status: 'string', preview: 'object', confirm: 'string', next: 'string' };

/** True where a call of what is on of a tool may be answered with a text to repeat, to a client that can be asked or not. */
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

/** The input schema with the argument for it; a tool that has one of that name keeps its own. */
export function withEchoArgument(schema: JsonSchema): JsonSchema {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  if (Object.hasOwn(properties, ECHO)) return schema;
  return { ...schema, properties: { ...properties, [ECHO]: ARGUMENT } };
}

/** The output schema that takes the answer which asks for an echo as well: a client refuses what does not fit. */
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

/** Any value of the type fits. */
function isOpen(schema: JsonSchema, type: string): boolean {
  return Object.entries(schema).every(
    ([keyword, value]) =>
      keyword === 'description' || keyword === 'title' || (keyword === 'type' && value === type),
  );
}
