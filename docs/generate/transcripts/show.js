import { Document } from 'yaml';

const STYLE = { lineWidth: 110, flowCollectionPadding: false };
/** Lists and objects up to this length stay on one line. */
const ONE_LINE = 76;

/** Formats a scene as Markdown: what the user says, then each call and its result as YAML. */
export function transcriptText(turns) {
  return `${turns.map(({ say, calls }) => [`> ${say}`, ...calls.map(callText)].join('\n\n')).join('\n\n')}\n`;
}

function callText({ tool, args, result, without = [] }) {
  const answer = typeof result === 'string' ? { error: result } : result;
  const left = new Set();
  const kept = less(answer, without, left);
  const unknown = without.filter((name) => !left.has(name));
  if (unknown.length > 0)
    throw new Error(
      `The result of ${tool} has no ${unknown.join(', ')}. Correct the scene. The result is ${JSON.stringify(result)}`,
    );
  const note = left.size > 0 ? `# not shown: ${[...left].join(', ')}\n` : '';
  return `\`\`\`yaml\n${yaml({ [tool]: args })}---\n${yaml(kept)}${note}\`\`\``;
}

/** Removes members with these names at any depth, and records their names. */
function less(value, without, left) {
  if (Array.isArray(value)) return value.map((item) => less(item, without, left));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => {
    if (without.includes(name)) left.add(name);
    return !without.includes(name);
  });
  return Object.fromEntries(entries.map(([name, member]) => [name, less(member, without, left)]));
}

function yaml(value) {
  const document = new Document(value, { aliasDuplicateObjects: false });
  for (const { value: node } of document.contents.items) shorten(node);
  return document.toString(STYLE);
}

/** Puts short lists and objects on one line. */
function shorten(node) {
  if (!node?.items) return;
  for (const item of node.items) shorten(item.value ?? item);
  const text = JSON.stringify(node.toJSON());
  if (text.length <= ONE_LINE && !text.includes('\\n')) node.flow = true;
}
