import { InputError, inMarkdownFence } from '@kestra-mcp/core';
import { isScalar, parseAllDocuments } from 'yaml';

const MARK = /^\uFEFF/;

/** The YAML that is meant, as for a flow: without a fence around it, and one document. Kestra would lose the others. */
export function oneYaml(given: string): string {
  const text = given.replace(MARK, '');
  const yaml = inMarkdownFence(text)?.replace(MARK, '').concat('\n') ?? text;
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

/** Those that hold something. Kestra reads YAML 1.1, where a lone CR ends a line, too. */
function documentsIn(yaml: string): number {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = [...parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options)];
  return documents.filter(({ contents }) => !isScalar(contents) || contents.value !== null).length;
}
