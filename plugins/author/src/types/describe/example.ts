import { type Node, nodesOf, textOf } from './schema-node.js';

/** The shortest example of a type as YAML of at most `most` characters; undefined if little of it would be left. */
export function exampleOf(node: Node, type: string, most: number): string | undefined {
  const codes = nodesOf(node.$examples ?? node.examples)
    .map(({ code }) => (Array.isArray(code) ? code.join('\n') : textOf(code)))
    .filter((code) => code !== undefined && code !== '') as string[];
  const [shortest] = codes.sort((a, b) => a.length - b.length);
  if (shortest === undefined || most < 60) return undefined;
  return shortest.length <= most ? shortest.trimEnd() : partOf(shortest, type, most);
}

/** The lines from the one that uses the type. */
function partOf(code: string, type: string, most: number): string | undefined {
  const lines = code.split('\n');
  const at = lines.findIndex((line) => line.includes(type));
  if (at < 0) return undefined;
  const start = /^\s*- /.test(lines[at - 1] ?? '') ? at - 1 : at;
  const kept: string[] = [];
  let used = '# …\n'.length * 2;
  for (const line of lines.slice(start)) {
    used += line.length + 1;
    if (used > most) return kept.length < 2 ? undefined : ['# …', ...kept, '# …'].join('\n');
    kept.push(line);
  }
  return ['# …', ...kept].join('\n').trimEnd();
}
