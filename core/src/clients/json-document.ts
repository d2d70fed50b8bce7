import { isDeepStrictEqual } from 'node:util';
import {
  applyEdits,
  type FormattingOptions,
  format,
  type JSONPath,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Client } from './clients.js';
import { type Document, isObject, own } from './document.js';

const BOM = '\uFEFF';

type Refuse = (reason: string) => never;

/** A JSON file. Its comments, order and indentation stay. `path` says where the servers are. */
export function jsonDocument(
  client: Client,
  given: string,
  refuse: Refuse,
  path: JSONPath = [client.key],
): Document {
  const [bom, text] = given.startsWith(BOM) ? [BOM, given.slice(1)] : ['', given];
  const start = text.trim() === '' ? '{}\n' : text;
  const content = jsonContent(start, client, refuse);
  const { servers = {} } = { servers: at(content, path) };
  if (!isObject(servers)) return refuse(`its "${path.join('.')}" is not an object`);
  return {
    servers,
    withServer: (name, server, wanted = []) => {
      const { inputs = [] } = content;
      if (wanted.length > 0 && !Array.isArray(inputs)) return refuse('its "inputs" is not a list');
      const known = Array.isArray(inputs) ? [...inputs] : [];
      // An existing input may belong to the user.
      const missing = wanted.filter(({ id }) => !known.some((each) => isObject(each) && each.id === id));
      const edits: Edit[] = [
        ...missing.map((input, index) => [['inputs', known.length + index], input] as Edit),
        ...changes([...path, name], own(servers, name), server),
      ];
      const result = edits.reduce(edited, start);
      const rest = missing.length > 0 ? { inputs: [...known, ...missing] } : {};
      const expected = withValue({ ...content, ...rest }, path, { ...servers, [name]: server });
      // If a key exists twice, the first one was changed but readers use the last one.
      if (isDeepStrictEqual(read(client, result, refuse), expected)) return bom + result;
      return refuse(`its ${path.join('.')} cannot be edited without changing other entries`);
    },
  };
}

export function jsonContent(given: string, client: Client, refuse: Refuse): Record<string, unknown> {
  const text = given.replace(BOM, '');
  const content = text.trim() === '' ? {} : read(client, text, refuse);
  return isObject(content) ? content : refuse('it does not contain an object');
}

type Edit = [path: JSONPath, value: unknown];

/** The fewest edits that turn one value into another, so that comments next to the rest stay. */
function changes(path: JSONPath, before: unknown, after: unknown): Edit[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [[path, after]];
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key): Edit => [[...path, key], undefined]),
    ...Object.entries(after).flatMap(([key, value]) => changes([...path, key], own(before, key), value)),
  ];
}

/** The text with one value set, or removed if undefined. The rest of the line stays as it is written. */
export function edited(text: string, [path, value]: Edit): string {
  const changed = modify(text, path, value, {});
  const result = applyEdits(text, changed);
  const isOneLine = /\S/.test(text.replace(/[{}]/g, '')) && !text.trim().includes('\n');
  if (isOneLine) return result;
  return changed.reduce((current, { offset, content }) => {
    // The value has a brace on either side, so it may need a line of its own.
    const [start, end] = [Math.max(0, offset - 1), offset + content.length];
    const range = { offset: start, length: end - start + (current[end] === '}' ? 1 : 0) };
    return content === '' ? current : applyEdits(current, format(current, range, formattingOf(text)));
  }, result);
}

function at(content: unknown, path: JSONPath): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) ? own(value, String(key)) : undefined),
    content,
  );
}

function withValue(content: Record<string, unknown>, [key, ...rest]: JSONPath, value: unknown): unknown {
  if (key === undefined) return value;
  const inner = own(content, String(key));
  return { ...content, [key]: withValue(isObject(inner) ? inner : {}, rest, value) };
}

function read({ format }: Client, text: string, refuse: Refuse): unknown {
  const errors: ParseError[] = [];
  const lenient = format === 'jsonc';
  const root = parseTree(text, errors, { allowTrailingComma: lenient, disallowComments: !lenient });
  const [first] = errors;
  if (first === undefined && root !== undefined) return contentOf(root);
  const line = text.slice(0, first?.offset ?? 0).split('\n').length;
  const reason = first === undefined ? 'ValueExpected' : printParseErrorCode(first.error);
  const words = reason.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return refuse(`it is not valid JSON (${words} in line ${line})`);
}

/** Same semantics as JSON.parse: the last of two equal keys counts, and `__proto__` is an ordinary key. */
function contentOf({ type, value, children = [] }: Node): unknown {
  if (type === 'array') return children.map(contentOf);
  if (type !== 'object') return value;
  return Object.fromEntries(
    children.map(({ children: [key, member] = [] }) => [key?.value, member && contentOf(member)]),
  );
}

/** The indentation of the file. Two spaces if it has none. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  return {
    insertSpaces,
    tabSize: insertSpaces ? indent.length : 1,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
