import { InputError, inMarkdownFence } from '@kestra-mcp/core';
import { isScalar, parseAllDocuments } from 'yaml';

const MARK = /^\uFEFF/;

/** The YAML without a fence around it. Several documents are refused, because Kestra would lose all but the first. */
export function oneYaml(given: string): string {
  const text = given.replace(MARK, '');
  const yaml = inMarkdownFence(text)?.replace(MARK, '').concat('\n') ?? text;
  if (/^`{3}/m.test(yaml)) {
    throw new InputError('The text contains Markdown besides the YAML.', {
      hint: 'Send only the YAML, one definition per call.',
    });
  }
  const count = /^(---|\.\.\.)/m.test(yaml) ? documentsIn(yaml) : 1;
  if (count < 2) return yaml;
  throw new InputError(`The YAML contains ${count} documents, but Kestra would save only the first.`, {
    hint: 'Save each document in a separate call.',
  });
}

/** The number of documents that are not empty. Kestra reads YAML 1.1, in which a lone CR also ends a line. */
function documentsIn(yaml: string): number {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = [...parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options)];
  return documents.filter(({ contents }) => !isScalar(contents) || contents.value !== null).length;
}
