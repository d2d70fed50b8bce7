import type { InputDefinition } from '../flow/definition.js';
import { readYamlValue } from '../flow/yaml.js';
import { YamlError } from '../flow/yaml-errors.js';
import type { Json } from '../json.js';
import { isObject } from '../json.js';
import { INPUTS_1_3, InputError, InputParseError, type InputRules, notConverted } from './input-rules.js';
import { readDate, readDuration, readInstant, readTime } from './input-times.js';
import { JacksonError, readJson, readJsonList } from './jackson.js';

/** Reads the value that was sent for an input, or throws. */
export type InputReader = (raw: Json, input: InputDefinition, rules: InputRules) => Json;

/** Marks a secret, as Kestra does. The sandbox only encodes it. */
export const ENCRYPTED = 'io.kestra.datatype:aes_encrypted';

const textOf = (raw: Json): string => (typeof raw === 'object' ? JSON.stringify(raw) : String(raw));

const number =
  (javaType: string, read: (text: string) => number | undefined): InputReader =>
  (raw, { min, max }, rules) => {
    const text = String(raw);
    const value = read(text);
    if (value === undefined) {
      throw notConverted(text, javaType, rules, () => new InputError(`For input string: "${text}"`));
    }
    const shown = (bound: number) =>
      javaType === 'Float' && Number.isInteger(bound) ? bound.toFixed(1) : bound;
    if (typeof min === 'number' && value < min)
      throw new InputError(`it must be more than \`${shown(min)}\``);
    if (typeof max === 'number' && value > max)
      throw new InputError(`it must be less than \`${shown(max)}\``);
    return value;
  };

const INT_LIMIT = 2 ** 31;

function int(text: string): number | undefined {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= -INT_LIMIT && value < INT_LIMIT ? value : undefined;
}

// Java's Float has about seven digits. This is the shortest text for the same Float.
function float(text: string): number | undefined {
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?\s*$/.test(text)) return undefined;
  const exact = Math.fround(Number.parseFloat(text));
  for (let digits = 1; digits < 10; digits++) {
    const short = Number(exact.toPrecision(digits));
    if (Math.fround(short) === exact) return short;
  }
  return exact;
}

const parsed = (raw: Json, read: (source: string) => Json): Json => {
  if (typeof raw === 'object') return raw;
  try {
    return read(String(raw));
  } catch (error) {
    if (error instanceof YamlError) throw new InputParseError(error.detail);
    if (error instanceof JacksonError) throw new InputParseError(error.message);
    throw error;
  }
};

const string: InputReader = (raw, { validator }) => {
  const value = textOf(raw);
  if (typeof validator === 'string' && !new RegExp(`^(?:${validator})$`).test(value)) {
    throw new InputError(`it must match the pattern \`${validator}\``);
  }
  return value;
};

const select: InputReader = (raw, { values, allowCustomValue, required }, { listedOnly }) => {
  const value = textOf(raw);
  const listed = Array.isArray(values) ? values.map(String) : [];
  const free = allowCustomValue === true || listed.length === 0 || (!listedOnly && !required);
  if (free || listed.includes(value)) return value;
  throw new InputError(`it must match the values \`[${listed.join(', ')}]\``);
};

const list = (raw: Json): Json[] => {
  const value = parsed(raw, readJsonList);
  if (Array.isArray(value)) return value;
  throw new InputParseError('A list is expected');
};

const array: InputReader = (raw, { itemType }, rules) => {
  const items = list(raw);
  const type = typeof itemType === 'string' ? itemType : undefined;
  return type === undefined ? items : items.map((item) => element(item, type, rules));
};

function element(item: Json, type: string, rules: InputRules): Json {
  try {
    return readInputValue(item, { id: '', type, required: true }, rules);
  } catch {
    throw new InputError(`Unable to parse array element as \`${type}\` on \`${textOf(item)}\``);
  }
}

const multiselect: InputReader = (raw, { values, allowCustomValue }) => {
  const chosen = list(raw);
  const listed = Array.isArray(values) ? values.map(String) : [];
  const stray = chosen.filter((value) => !listed.includes(String(value)));
  if (stray.length === 0 || listed.length === 0 || allowCustomValue === true) return chosen;
  const allowed = `[${listed.join(', ')}]`;
  throw new InputError(
    stray.map((value) => `value \`${String(value)}\` doesn't match the values \`${allowed}\``).join('\n'),
  );
};

function refuseIllegal(text: string): void {
  const index = text.search(/[\s"<>\\^`{|}]/);
  if (index >= 0) throw new InputError(`Illegal character in path at index ${index}: ${text}`);
}

// A file is sent as its own part. Any text is taken as the location of one.
const file: InputReader = (raw) => {
  const text = String(raw);
  if (/^(?:kestra|nsfile|file):\/\//.test(text)) return text;
  refuseIllegal(text);
  throw new InputError(`${text} (No such file or directory)`);
};

const boolean: InputReader = (raw) => String(raw).toLowerCase() === 'true';

const READERS: Record<string, InputReader> = {
  STRING: string,
  SELECT: select,
  ENUM: select,
  EMAIL: (raw) => {
    const value = textOf(raw);
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)) throw new InputError('The input must be a valid email');
    return value;
  },
  SECRET: (raw, input, rules) => {
    if (isObject(raw) && raw.type === ENCRYPTED) return raw;
    string(raw, input, rules);
    return { type: ENCRYPTED, value: Buffer.from(String(raw)).toString('base64') };
  },
  INT: number('Integer', int),
  FLOAT: number('Float', float),
  BOOL: boolean,
  BOOLEAN: boolean,
  DATE: readDate,
  DATETIME: readInstant,
  TIME: readTime,
  DURATION: readDuration,
  JSON: (raw) => parsed(raw, readJson),
  ION: (raw) => parsed(raw, readJson),
  YAML: (raw) => parsed(raw, readYamlValue),
  ARRAY: array,
  MULTISELECT: multiselect,
  URI: (raw) => {
    const text = String(raw);
    refuseIllegal(text);
    if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) throw new InputError('Invalid URI format.');
    return text;
  },
  FILE: file,
};

/** The typed value of what was sent for an input. */
export function readInputValue(raw: Json, input: InputDefinition, rules: InputRules = INPUTS_1_3): Json {
  return (READERS[input.type] ?? textOf)(raw, input, rules);
}
