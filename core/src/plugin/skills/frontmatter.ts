import { isCollection, isNode, isScalar, parseDocument, visit } from 'yaml';

/** The front matter of a SKILL.md, unchanged. */
export interface Frontmatter {
  name: string;
  description: string;
  [key: string]: unknown;
}

/**
 * Parses the front matter of a SKILL.md. Throws an error whose message continues a sentence about the file. Clients use
 * different parsers and must get the same result, so YAML features that only some of them support are rejected.
 */
export function frontmatterOf(markdown: string): Frontmatter {
  const text = markdown.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  const [, yaml] = /^---\n([\s\S]*?)^---[\t ]*$/m.exec(text) ?? [];
  if (!text.startsWith('---\n') || yaml === undefined)
    throw new Error('does not start with front matter between two "---" lines');
  const document = parseDocument(yaml, { version: '1.2' });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined)
    throw new Error(`has front matter that is not valid YAML: ${error.message.split('\n')[0]}`);
  visit(document, {
    Node(_, node) {
      const odd = oddIn(node, yaml);
      if (odd !== undefined) throw new Error(`has front matter with ${odd}, which not every client can read`);
    },
  });
  const values: unknown = document.toJS();
  if (!isFrontmatter(values))
    throw new Error('has front matter without a `name` and a `description` that are strings');
  return values;
}

function oddIn(node: unknown, yaml: string): string | undefined {
  if (!isNode(node)) return undefined;
  if (isScalar(node) && node.tag !== undefined) return 'a tag';
  if ('anchor' in node && node.anchor !== undefined) return 'an anchor';
  const [start = 0, end = 0] = node.range ?? [];
  const isLong = yaml.slice(start, end).trimEnd().includes('\n');
  if (isScalar(node) && isLong && String(node.type).startsWith('QUOTE_'))
    return 'a quoted string over several lines';
  if (isCollection(node) && node.flow === true && isLong)
    return 'a list or a map in braces over several lines';
  if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value))
    return 'an infinite number';
  return undefined;
}

function isFrontmatter(values: unknown): values is Frontmatter {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  const { name, description } = values as Partial<Frontmatter>;
  return typeof name === 'string' && typeof description === 'string';
}
