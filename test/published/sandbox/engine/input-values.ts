import type { InputDefinition } from '../flow/definition.js';
import { readYaml } from '../flow/yaml.js';
import type { Json } from '../json.js';
import { parseDate, parseDuration } from '../time.js';

/** A value that does not fit its input; Kestra names the input in front of it. */
export class InputError extends Error {}

/** A value that a parser refused; Kestra quotes the parser instead. */
export class InputParseError extends Error {
  constructor(detail: string) {
    super(` errors:\n\`\`\`\n${detail}\n\`\`\``);
  }
}

type Reader = (raw: Json, input: InputDefinition) => Json;

/** Marks a secret, as Kestra does; the sandbox only encodes it. */
export const ENCRYPTED = 'io.kestra.datatype:aes_encrypted';

const text: Reader = (raw) => (typeof raw === 'object' ? JSON.stringify(raw) : String(raw));

const number =
  (pattern: RegExp): Reader =>
  (raw, { min, max }) => {
    if (!pattern.test(String(raw))) throw new InputError(`For input string: "${String(raw)}"`);
    const value = Number(raw);
    if (typeof min === 'number' && value < min) throw new InputError(`it must be more than \`${min}\``);
    if (typeof max === 'number' && value > max) throw new InputError(`it must be less than \`${max}\``);
    return value;
  };

const dateLike =
  (pattern: RegExp): Reader =>
  (raw) => {
    const value = String(raw);
    if (!pattern.test(value) || (value.includes('-') && parseDate(value) === undefined)) {
      throw new InputParseError(`Text '${value}' could not be parsed at index 0`);
    }
    return value;
  };

const parsed = (raw: Json, read: (source: string) => Json): Json => {
  if (typeof raw === 'object') return raw;
  try {
    return read(String(raw));
  } catch (error) {
    throw new InputParseError(error instanceof Error ? error.message : 'not parseable');
  }
};

const string: Reader = (raw, input) => {
  const value = text(raw, input);
  const { validator } = input;
  if (typeof validator === 'string' && !new RegExp(`^(?:${validator})$`).test(String(value))) {
    throw new InputError(`it must match the pattern \`${validator}\``);
  }
  return value;
};

const select: Reader = (raw, input) => {
  const value = text(raw, input);
  const values = Array.isArray(input.values) ? input.values : [];
  if (input.allowCustomValue === true || values.length === 0 || values.map(String).includes(String(value)))
    return value;
  throw new InputError(`it must match the values \`[${values.join(', ')}]\``);
};

const list: Reader = (raw) => {
  const value = parsed(raw, (source): Json => JSON.parse(source));
  if (!Array.isArray(value)) throw new InputParseError('A list is expected');
  return value;
};

const multiselect: Reader = (raw, input) => {
  const chosen = list(raw, input);
  const values = Array.isArray(input.values) ? input.values.map(String) : [];
  const stray = Array.isArray(chosen) ? chosen.filter((value) => !values.includes(String(value))) : [];
  if (stray.length === 0 || values.length === 0 || input.allowCustomValue === true) return chosen;
  throw new InputError(
    stray
      .map((value) => `value \`${String(value)}\` doesn't match the values \`[${values.join(', ')}]\``)
      .join('\n'),
  );
};

const boolean: Reader = (raw) => String(raw).toLowerCase() === 'true';

const READERS: Record<string, Reader> = {
  STRING: string,
  SELECT: select,
  ENUM: select,
  EMAIL: (raw, input) => {
    const value = text(raw, input);
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(String(value)))
      throw new InputError('The input must be a valid email');
    return value;
  },
  SECRET: (raw, input) => {
    string(raw, input);
    return { type: ENCRYPTED, value: Buffer.from(String(raw)).toString('base64') };
  },
  INT: number(/^[+-]?\d+$/),
  FLOAT: number(/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/),
  BOOL: boolean,
  BOOLEAN: boolean,
  DATE: dateLike(/^\d{4}-\d{2}-\d{2}$/),
  DATETIME: dateLike(/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/),
  TIME: dateLike(/^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/),
  DURATION: (raw) => {
    if (parseDuration(String(raw)) === undefined)
      throw new InputParseError('Text cannot be parsed to a Duration');
    return raw;
  },
  JSON: (raw) => parsed(raw, (source): Json => JSON.parse(source)),
  YAML: (raw) => parsed(raw, (source) => readYaml(source)),
  ARRAY: list,
  MULTISELECT: multiselect,
  URI: (raw) => {
    if (!/^[a-z][a-z0-9+.-]*:/i.test(String(raw))) throw new InputError('Invalid URI format.');
    return String(raw);
  },
  FILE: text,
};

/** The typed value of what was sent for an input. */
export function readInputValue(raw: Json, input: InputDefinition): Json {
  return (READERS[input.type] ?? text)(raw, input);
}
