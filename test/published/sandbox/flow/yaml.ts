import {
  type Document,
  type DocumentOptions,
  isCollection,
  isScalar,
  type ParseOptions,
  parseAllDocuments,
  type ScalarTag,
  type SchemaOptions,
  visit,
} from 'yaml';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { describeYaml, YamlError } from './yaml-errors.js';
import { placeOf } from './yaml-marks.js';

const YES = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const NO = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

const boolean = (value: boolean, test: RegExp): ScalarTag => ({
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  identify: (each) => each === value,
  test,
  resolve: () => value,
});

// Kestra reads YAML 1.1 like SnakeYAML: `off` is false, but `n` is a text, and dates stay texts. A merge key (`<<`) is
// an ordinary key, and if a key occurs twice, the last value counts.
const REPLACED = ['tag:yaml.org,2002:bool', 'tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:merge'];
const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  uniqueKeys: false,
  logLevel: 'error',
  customTags: (tags) => [
    boolean(true, YES),
    boolean(false, NO),
    ...tags.filter((tag) => typeof tag === 'string' || !REPLACED.includes(tag.tag)),
  ],
};

/** Parses the first document of a YAML source. Kestra ignores the others. */
export interface YamlSource {
  value: JsonObject;
  /** The position of the value at a path. */
  place(path: readonly (string | number)[]): { line: number; column: number };
  /** The text of an unquoted scalar at a path, before it becomes a number or a boolean. */
  plainText(path: readonly (string | number)[]): string | undefined;
}

/** Parses a YAML mapping to JSON. */
export function readYaml(source: string): JsonObject {
  return parseYaml(source).value;
}

/** A YAML mapping with the positions of its values. */
export function parseYaml(source: string): YamlSource {
  const { document, text } = firstDocument(source);
  const value = toJson(document);
  if (!isObject(value)) throw YamlError.at(notAMapping(value), { line: 1, column: 1 });
  const node = (path: readonly (string | number)[]) => document?.getIn(path, true);
  return {
    value,
    place: (path) => {
      const found = node(path);
      const range = isScalar(found) || isCollection(found) ? found.range : undefined;
      return placeOf(text, range?.[0] ?? 0);
    },
    plainText: (path) => {
      const found = node(path);
      return isScalar(found) && found.type === 'PLAIN' ? found.source : undefined;
    },
  };
}

/** Parses any YAML to JSON. */
export function readYamlValue(source: string): Json {
  return toJson(firstDocument(source).document) ?? null;
}

/** The sources of the documents in a YAML stream. */
export function splitYaml(source: string): string[] {
  const parts = source.replace(/\r\n?/g, '\n').split(/\n+---/);
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, Math.max(1, last + 1));
}

function firstDocument(source: string): { document: Document.Parsed | undefined; text: string } {
  // A single CR also ends a line.
  const text = source.replace(/\r\n?/g, '\n');
  const documents = parseAllDocuments(text, OPTIONS);
  const document = Array.isArray(documents) ? documents[0] : undefined;
  const error = document?.errors[0];
  if (error) throw describeYaml(text, error);
  if (document) refuseOddKeys(document, text);
  return { document, text };
}

function refuseOddKeys(document: Document.Parsed, text: string): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (isCollection(key)) throw YamlError.structure(placeOf(text, key.range?.[0] ?? 0));
    },
  });
}

function toJson(document: Document.Parsed | undefined): Json | undefined {
  if (!document?.contents) return undefined;
  try {
    return document.toJS() ?? undefined;
  } catch (error) {
    throw YamlError.at(error instanceof Error ? error.message : 'unreadable', { line: 1, column: 1 });
  }
}

const MAP = 'java.util.LinkedHashMap';

function notAMapping(value: Json | undefined): string {
  if (value === undefined || value === null) return 'No content to map due to end-of-input';
  if (Array.isArray(value)) {
    const type = `${MAP}<java.lang.String,java.lang.Object>`;
    return `Cannot deserialize value of type \`${type}\` from Array value (token \`JsonToken.START_ARRAY\`)`;
  }
  const wanted = `Cannot construct instance of \`${MAP}\` (although at least one Creator exists)`;
  return `${wanted}: no String-argument constructor/factory method to deserialize from String value ('${value}')`;
}
