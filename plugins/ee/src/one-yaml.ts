import { InputError } from '@kestra-mcp/core';
import { isScalar, parseAllDocuments } from 'yaml';

/** How a text begins that is in a Markdown fence. */
const FENCED = /^\s*(`{3,}|~{3,}(?!~))[^\r\n`]*(?:\r\n|\r|\n)/;
const MARK = /^\uFEFF/;

/** The YAML that is meant, as for a flow: without a fence around it, and one document. Kestra would lose the others. */
export function oneYaml(given: string): string {
  const text = given.replace(MARK, '');
  const yaml = inFence(text)?.replace(MARK, '').concat('\n') ?? text;
  if (/^`{3}/m.test(yaml)) {
    throw new InputError('There is Markdown beside the YAML.', {
      hint: 'Give the YAML alone, one definition in each call.',
    });
  }
  const count = /^(---|\.\.\.)/m.test(yaml) ? documentsIn(yaml) : 1;
  if (count < 2) return yaml;
  throw new InputError(`The YAML holds ${count} documents, and Kestra would save the first only.`, {
    hint: 'Save each in a call of its own.',
  });
}

/** What is in the one fence around the whole text. Searched from both ends: a pattern would take the square of its blanks. */
function inFence(text: string): string | undefined {
  const [opening = '', mark] = FENCED.exec(text) ?? [];
  const whole = text.trimEnd();
  if (mark === undefined || !whole.endsWith(mark) || whole.length < opening.length + mark.length)
    return undefined;
  let end = whole.length - mark.length;
  while (whole[end - 1] === ' ' || whole[end - 1] === '\t') end--;
  return whole.slice(opening.length, end).replace(/(?:\r\n|\r|\n)$/, '');
}

/** Those that hold something. Kestra reads YAML 1.1, where a lone CR ends a line, too. */
function documentsIn(yaml: string): number {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = [...parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options)];
  return documents.filter(({ contents }) => !isScalar(contents) || contents.value !== null).length;
}
