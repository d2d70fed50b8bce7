import { LOG_LEVELS } from '../../core/dist/foundation/levels.js';
import { jsonSchema } from './keys.js';

/** docs/kestra-mcp.config.schema.json: the schema for editors. */
export function schemaFile() {
  const schema = jsonSchema();
  const { plugins, logLevel } = schema.properties;
  // A file cannot contain a plugin object. Only code can, and code has types instead.
  plugins.items = { anyOf: [named, tuple(named), tuple(named, { type: 'object' })] };
  // Editors suggest these values, and a reference to a variable is still valid.
  logLevel.anyOf = [{ enum: LOG_LEVELS }, { type: 'string' }];
  const text = JSON.stringify({ title: 'kestra-mcp.config.json', ...schema }, withoutOurs, 2);
  return ['docs/kestra-mcp.config.schema.json', `${text}\n`];
}

const named = { type: 'string', minLength: 1, description: 'Short name, package, or path.' };

function tuple(...items) {
  return { type: 'array', items, minItems: items.length, maxItems: items.length };
}

/** `secret` is our own keyword. `writeOnly` is JSON Schema's. */
function withoutOurs(_, value) {
  if (typeof value !== 'object' || value === null || !('secret' in value)) return value;
  const { secret, ...rest } = value;
  return { ...rest, writeOnly: secret };
}
