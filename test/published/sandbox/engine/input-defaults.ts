import type { InputDefinition } from '../flow/definition.js';
import type { Json } from '../json.js';
import { InputParseError } from './input-rules.js';

const JAVA: Readonly<Record<string, { type: string; test: RegExp; wanted: string }>> = {
  BOOL: { type: 'Boolean', test: /^(?:true|false)$/i, wanted: 'only "true" or "false" recognized' },
  BOOLEAN: { type: 'Boolean', test: /^(?:true|false)$/i, wanted: 'only "true" or "false" recognized' },
  INT: { type: 'Integer', test: /^[+-]?\d{1,10}$/, wanted: 'not a valid `java.lang.Integer` value' },
  FLOAT: {
    type: 'Float',
    test: /^[+-]?[\d.]+(?:e[+-]?\d+)?$/i,
    wanted: 'not a valid `java.lang.Float` value',
  },
};

/** The error of a default. Jackson reads defaults more strictly than sent values: `yes` is not a boolean. */
export function unreadableDefault(value: Json, { type }: InputDefinition): string | undefined {
  const java = JAVA[type];
  if (!java || typeof value !== 'string' || java.test.test(value)) return undefined;
  const detail = `Cannot deserialize value of type \`java.lang.${java.type}\` from String "${value}": ${java.wanted}`;
  return new InputParseError(`${detail}\n at [Source: UNKNOWN; byte offset: #UNKNOWN]`).message;
}
