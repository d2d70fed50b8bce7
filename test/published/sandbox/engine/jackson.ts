import { placeOf } from '../flow/yaml-marks.js';
import type { Json } from '../json.js';

/** JSON that Jackson cannot read, with Jackson's message. */
export class JacksonError extends Error {
  constructor(detail: string, text: string, at: number) {
    const { line, column } = placeOf(text, at);
    const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';
    super(`${detail}\n at [Source: ${source}; line: ${line}, column: ${column}]`);
  }
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Parses a JSON text. */
export function readJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Scanner(text).fault();
  }
}

/** Parses a JSON text that must be a list. */
export function readJsonList(text: string): Json[] {
  const value = readJson(text);
  if (Array.isArray(value)) return value;
  const type = '`java.util.ArrayList<java.lang.Object>`';
  throw new JacksonError(`Cannot deserialize value of type ${type} from ${kindOf(value)}`, text, 0);
}

function kindOf(value: Json): string {
  if (typeof value === 'string') return 'String value (token `JsonToken.VALUE_STRING`)';
  if (typeof value === 'boolean')
    return `Boolean value (token \`JsonToken.VALUE_${String(value).toUpperCase()}\`)`;
  if (typeof value !== 'number') return 'Object value (token `JsonToken.START_OBJECT`)';
  return Number.isInteger(value)
    ? 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)'
    : 'Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)';
}

/** Scans invalid JSON up to its first error. */
class Scanner {
  #at = 0;

  constructor(private readonly text: string) {}

  fault(): JacksonError {
    try {
      this.#value();
      const rest = this.#peek();
      return this.#unexpected(rest, 'Expected space separating root-level values');
    } catch (error) {
      if (error instanceof JacksonError) return error;
      throw error;
    }
  }

  #value(): void {
    const first = this.#peek();
    if (first === '{') return this.#members('Object', '}');
    if (first === '[') return this.#members('Array', ']');
    if (first === '"') return this.#match(/"(?:[^"\\]|\\.)*"/y);
    if (/[-\d]/.test(first)) return this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    const [word] = /^[\w$]+/.exec(this.text.slice(this.#at)) ?? [];
    if (word === undefined) throw this.#unexpected(first, `expected a valid value ${VALUES}`);
    if (!['true', 'false', 'null'].includes(word)) {
      throw this.#error(`Unrecognized token '${word}': was expecting ${VALUES}`);
    }
    this.#at += word.length;
  }

  #members(kind: 'Object' | 'Array', close: string): void {
    this.#at++;
    for (let next = this.#peek(); next !== close; next = this.#peek()) {
      if (kind === 'Object') this.#key(next);
      this.#value();
      const after = this.#peek();
      if (after === ',') this.#at++;
      else if (after !== close)
        throw this.#unexpected(after, `was expecting comma to separate ${kind} entries`);
    }
    this.#at++;
  }

  #key(first: string): void {
    if (first !== '"') throw this.#unexpected(first, 'was expecting double-quote to start field name');
    this.#value();
    const colon = this.#peek();
    if (colon !== ':')
      throw this.#unexpected(colon, 'was expecting a colon to separate field name and value');
    this.#at++;
  }

  #match(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (!match) throw this.#unexpected(this.text[this.#at] ?? '', `expected a valid value ${VALUES}`);
    this.#at += match[0].length;
  }

  // Moves the cursor to the next character that is not whitespace.
  #peek(): string {
    while (/\s/.test(this.text[this.#at] ?? '')) this.#at++;
    return this.text[this.#at] ?? '';
  }

  #unexpected(character: string, expected: string): JacksonError {
    if (character === '') return this.#error('Unexpected end-of-input');
    return this.#error(
      `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expected}`,
    );
  }

  #error(detail: string): JacksonError {
    return new JacksonError(detail, this.text, this.#at);
  }
}
