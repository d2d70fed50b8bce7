import {
  type DocumentOptions,
  type ParseOptions,
  parseAllDocuments,
  parseDocument,
  type ScalarTag,
  type SchemaOptions,
  type YAMLParseError,
} from 'yaml';
import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';

const YES = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const NO = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

const boolean = (value: boolean, test: RegExp): ScalarTag => ({
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  identify: (each) => each === value,
  test,
  resolve: () => value,
});

// Kestra reads YAML 1.1 as SnakeYAML does: `off` is false, but `n` is a text and a date stays the text it is.
const REPLACED = ['tag:yaml.org,2002:bool', 'tag:yaml.org,2002:timestamp'];
const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: (tags) => [
    boolean(true, YES),
    boolean(false, NO),
    ...tags.filter((tag) => typeof tag === 'string' || !REPLACED.includes(tag.tag)),
  ],
};

/** YAML that does not parse, described as SnakeYAML does. */
export class YamlError extends Error {}

/** A YAML mapping as JSON. */
export function readYaml(source: string): JsonObject {
  const document = parseDocument(source, OPTIONS);
  const [error] = document.errors;
  if (error) throw new YamlError(describe(source, error));
  const value: Json = document.toJS();
  if (!isObject(value)) throw new YamlError('YAML parsing error: a mapping is expected');
  return value;
}

/** The sources of the documents in a YAML stream. */
export function splitYaml(source: string): string[] {
  const documents = parseAllDocuments(source, OPTIONS);
  if (!Array.isArray(documents) || documents.length <= 1) return [source];
  return source.split(/^---\s*$/m).filter((part) => part.trim() !== '');
}

function describe(source: string, error: YAMLParseError): string {
  const nested = error.code === 'BLOCK_AS_IMPLICIT_KEY';
  const problem = nested
    ? 'mapping values are not allowed here'
    : (error.message.split(' at line ')[0] ?? '');
  const colon = /:(?=\s|$)/.exec(source.slice(error.pos[0]))?.index;
  const offset = error.pos[0] + (nested ? (colon ?? 0) : 0);
  const before = source.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const text = source.split('\n')[line - 1] ?? '';
  const mark = `    ${text}\n    ${' '.repeat(column - 1)}^\n`;
  const where = `line ${line}, column ${column}:\n${mark}`;
  const origin = `at [Source: (StringReader); line: ${line}, column: ${column}] (at line ${line})`;
  return `YAML parsing error: ${problem}\n in 'reader', ${where}\n ${origin}`;
}
