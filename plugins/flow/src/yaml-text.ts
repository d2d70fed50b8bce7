import { InputError, inMarkdownFence } from '@kestra-mcp/core';
import { type Document, isMap, isScalar, parseAllDocuments } from 'yaml';

/** No YAML has a line that begins with a backtick. */
const FENCE = /^`{3}/m;
/** The byte order mark. */
const MARK = /^\uFEFF/;
const MARKER = /^(---|\.\.\.)/m;

/**
 * The YAML that is meant: without a byte order mark and without the Markdown fence around it. Of two documents Kestra
 * would save the first and say nothing of the other.
 */
export function yamlOf(given: string): string {
  const text = given.replace(MARK, '');
  const yaml = inMarkdownFence(text)?.replace(MARK, '').concat('\n') ?? text;
  if (FENCE.test(yaml)) {
    throw new InputError('There is Markdown beside the YAML of the flow.', {
      hint: 'Give the YAML alone, one flow in each call.',
    });
  }
  if (MARKER.test(yaml)) refuseSeveral(documentsOf(yaml));
  return yaml;
}

function refuseSeveral(documents: readonly Document[]): void {
  if (documents.length < 2) return;
  const ids = documents.map((document) => textOf(document, 'id')).filter((id) => id !== undefined);
  throw new InputError(
    `The YAML holds ${documents.length} documents, and Kestra would save the first only.`,
    { hint: `Save each flow in a call of its own${ids.length > 0 ? `: ${ids.join(', ')}` : ''}.` },
  );
}

/** What the YAML says of itself, as far as saving it needs. */
export interface Said {
  namespace: string;
  id: string;
  /** Whether it says `disabled`, true or false; nothing behind the name says nothing. */
  disabled: boolean;
}

export function readFlow(yaml: string): Said {
  const [document] = documentsOf(yaml);
  const namespace = document && textOf(document, 'namespace');
  const id = document && textOf(document, 'id');
  if (namespace === undefined || id === undefined)
    throw new InputError('The YAML of a flow needs the members "id" and "namespace", both text.');
  return { namespace, id, disabled: document !== undefined && textOf(document, 'disabled') !== undefined };
}

/** The documents that hold something. Kestra reads YAML 1.1, where a lone CR ends a line, too. */
function documentsOf(yaml: string): Document[] {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options);
  return [...documents].filter(({ contents }) => !isScalar(contents) || contents.value !== null);
}

/** A member as Kestra makes text of it: `off` is "false", a number or a date stays as it is written. */
function textOf({ contents }: Document, member: string): string | undefined {
  const node = isMap(contents) ? contents.get(member, true) : undefined;
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'boolean' ? String(node.value) : (node.source ?? String(node.value));
}
