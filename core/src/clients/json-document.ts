import {
  applyEdits,
  type FormattingOptions,
  modify,
  type ParseError,
  parse,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Client } from './clients.js';
import { type Document, isObject } from './document.js';

const BOM = '\uFEFF';

/** A JSON file, whose comments, order and indentation stay. */
export function jsonDocument(client: Client, given: string, refuse: (reason: string) => never): Document {
  const [bom, text] = given.startsWith(BOM) ? [BOM, given.slice(1)] : ['', given];
  const content = text.trim() === '' ? {} : read(client, text, refuse);
  if (!isObject(content)) return refuse('it holds no object');
  const { [client.key]: servers = {}, inputs = [] } = content;
  if (!isObject(servers)) return refuse(`its "${client.key}" is no object`);
  if (!Array.isArray(inputs)) return refuse('its "inputs" is no list');
  const formattingOptions = formattingOf(text);
  const set = (current: string, path: (string | number)[], value: unknown) =>
    applyEdits(current, modify(current, path, value, { formattingOptions }));
  return {
    servers,
    withServer: (name, server, wanted = []) => {
      let result = text.trim() === '' ? '{}\n' : text;
      let end = inputs.length;
      for (const input of wanted) {
        const at = inputs.findIndex((known: unknown) => isObject(known) && known.id === input.id);
        result = set(result, ['inputs', at < 0 ? end++ : at], input);
      }
      return bom + set(result, [client.key, name], server);
    },
  };
}

function read({ format }: Client, text: string, refuse: (reason: string) => never): unknown {
  const errors: ParseError[] = [];
  const lenient = format === 'jsonc';
  const content: unknown = parse(text, errors, { allowTrailingComma: lenient, disallowComments: !lenient });
  const [first] = errors;
  if (first === undefined) return content;
  const line = text.slice(0, first.offset).split('\n').length;
  return refuse(`it is not valid JSON (${printParseErrorCode(first.error)} in line ${line})`);
}

/** As the file is indented; two blanks in one that is not. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  return {
    insertSpaces,
    tabSize: insertSpaces ? indent.length : 1,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
