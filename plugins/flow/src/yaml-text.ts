import { InputError, inMarkdownFence } from '@kestra-mcp/core';
import { type Document, isMap, isScalar, parseAllDocuments } from 'yaml';

/** A Markdown fence. No line of YAML begins with a backtick. */
const FENCE = /^`{3}/m;
/** The byte order mark. */
const MARK = /^\uFEFF/;
const MARKER = /^(---|\.\.\.)/m;

/**
 * The YAML without a byte order mark and without a Markdown fence around it. Several documents are refused: Kestra would
 * save the first and silently ignore the others.
 */
export function yamlOf(given: string): string {
  const text = given.replace(MARK, '');
  const yaml = inMarkdownFence(text)?.replace(MARK, '').concat('\n') ?? text;
  if (FENCE.test(yaml)) {
    throw new InputError('The text contains Markdown besides the YAML of the flow.', {
      hint: 'Send only the YAML, one flow per call.',
    });
  }
  if (MARKER.test(yaml)) refuseSeveral(documentsOf(yaml));
  return yaml;
}

function refuseSeveral(documents: readonly Document[]): void {
  if (documents.length < 2) return;
  const ids = documents.map((document) => textOf(document, 'id')).filter((id) => id !== undefined);
  throw new InputError(
    `The YAML contains ${documents.length} documents, but Kestra would save only the first.`,
    { hint: `Save each flow in a separate call${ids.length > 0 ? `: ${ids.join(', ')}` : ''}.` },
  );
}

/** The parts of the YAML that saving it needs. */
export interface Said {
  namespace: string;
  id: string;
  /** Whether the YAML has a value for `disabled`, true or false. */
  disabled: boolean;
}

export function readFlow(yaml: string): Said {
  const [document] = documentsOf(yaml);
  const namespace = document && textOf(document, 'namespace');
  const id = document && textOf(document, 'id');
  if (namespace === undefined || id === undefined)
    throw new InputError('The YAML of a flow needs the keys "id" and "namespace", both as text.');
  return { namespace, id, disabled: document !== undefined && textOf(document, 'disabled') !== undefined };
}

/** The documents that are not empty. Kestra reads YAML 1.1, in which a lone CR also ends a line. */
function documentsOf(yaml: string): Document[] {
  const options = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = parseAllDocuments(yaml.replace(/\r\n?/g, '\n'), options);
  return [...documents].filter(({ contents }) => !isScalar(contents) || contents.value !== null);
}

/** The text of a key as Kestra converts it: `off` becomes "false", a number or a date stays as written. */
function textOf({ contents }: Document, member: string): string | undefined {
  const node = isMap(contents) ? contents.get(member, true) : undefined;
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'boolean' ? String(node.value) : (node.source ?? String(node.value));
}
