import type { YAMLParseError } from 'yaml';
import { enclosingBlock, mark, openBracket, type Place, placeOf } from './yaml-marks.js';

/** Invalid YAML, described in SnakeYAML's words. */
export class YamlError extends Error {
  private constructor(
    message: string,
    /** The message of the parser with its position, and nothing in front. */
    readonly detail: string,
  ) {
    super(message);
  }

  /** The message of the parser at a position. */
  static at(detail: string, { line, column }: Place, chain = ''): YamlError {
    const located = `${detail}\n at [Source: (StringReader); line: ${line}, column: ${column}]${chain}`;
    return new YamlError(`YAML parsing error: ${located} (at line ${line})`, located);
  }

  /** A key that is a mapping or a list, like `message: {{ inputs.x }}` without quotes. */
  static structure({ line }: Place): YamlError {
    const text = 'Invalid structure. Check indentation and ensure all fields are properly formatted.';
    return new YamlError(`YAML syntax error: ${text} (at line ${line})`, text);
  }
}

/** Translates a parser error into SnakeYAML's words, as far as they are known. */
export function describeYaml(source: string, error: YAMLParseError): YamlError {
  const [from] = error.pos;
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return located(source, 'mapping values are not allowed here', from + colonAfter(source, from));
    case 'TAB_AS_INDENT':
    case 'BAD_SCALAR_START':
      return unstartable(source, from);
    case 'MULTILINE_IMPLICIT_KEY':
      if (source[from] === '`') return unstartable(source, from);
      return nested(source, 'while scanning a simple key', {
        start: from,
        problem: "could not find expected ':'",
        at: source.indexOf('\n', from) + 1,
      });
    case 'MISSING_CHAR':
      if (!error.message.startsWith('Sequence item')) break;
      return block(source, from);
    case 'BAD_INDENT':
      if (error.message.startsWith('Flow')) return flow(source, from);
      return block(source, from);
  }
  return located(source, error.message.split(' at line ')[0] ?? '', from);
}

interface Nested {
  start: number;
  problem: string;
  at: number;
}

function nested(source: string, context: string, { start, problem, at }: Nested): YamlError {
  const detail = `${context}\n${mark(source, start)}${problem}\n${mark(source, at)}`;
  return YamlError.at(detail, placeOf(source, at));
}

function located(source: string, problem: string, at: number): YamlError {
  return YamlError.at(`${problem}\n${mark(source, at)}`, placeOf(source, at));
}

function unstartable(source: string, at: number): YamlError {
  const character = source[at] === '\t' ? '\\t(TAB)' : (source[at] ?? '');
  const problem = `found character '${character}' that cannot start any token. (Do not use ${character} for indentation)`;
  // Jackson reports the end of what it read last.
  const key = source.slice(0, at).lastIndexOf(':');
  return YamlError.at(
    `while scanning for the next token\n${problem}\n${mark(source, at)}`,
    placeOf(source, Math.max(0, key)),
  );
}

function block(source: string, from: number): YamlError {
  const at = from + (/\S/.exec(source.slice(from))?.index ?? 0);
  const { start, sequence } = enclosingBlock(source, at);
  const problem = "expected <block end>, but found '<block mapping start>'";
  return nested(source, `while parsing a block ${sequence ? 'collection' : 'mapping'}`, {
    start,
    problem,
    at,
  });
}

function flow(source: string, from: number): YamlError {
  const start = openBracket(source, from) ?? from;
  const ended = source.slice(from).trim() === '';
  const at = ended ? source.length : from + colonAfter(source, from);
  const [kind, close] = source[start] === '[' ? ['sequence', ']'] : ['mapping', '}'];
  if (ended && /[[{,]\s*$/.test(source)) {
    const problem = "expected the node content, but found '<stream end>'";
    return nested(source, 'while parsing a flow node', { start: at, problem, at });
  }
  const problem = `expected ',' or '${close}', but got ${ended ? '<stream end>' : ':'}`;
  return nested(source, `while parsing a flow ${kind}`, { start, problem, at });
}

const colonAfter = (source: string, from: number) => /:(?=\s|$)/.exec(source.slice(from))?.index ?? 0;
