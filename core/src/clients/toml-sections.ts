import { parse, stringify } from 'smol-toml';
import { isObject } from './document.js';

/** A table header and the lines up to the next one. The part before the first header has no header. */
export interface Section {
  /** `['mcp_servers', 'kestra', 'env']`. */
  path: string[];
  lines: string[];
}

/** Consecutive lines of a section: a key with its value, or a comment or blank line without a key. */
interface Statement {
  key?: string;
  lines: string[];
}

export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ path: [], lines: [] }];
  for (const line of text.split('\n')) {
    const { lines }: Section = sections.at(-1) ?? { path: [], lines: [] };
    // A string or list over several lines may contain something that looks like a header.
    const path = line.trimStart().startsWith('[') && parsed(lines) ? pathOf(line) : undefined;
    if (path === undefined) lines.push(line);
    else sections.push({ path, lines: [line] });
  }
  return sections;
}

/** The section with these members replaced where they differ. All other lines stay. */
export function withMembers(
  { path, lines: [header = '', ...body] }: Section,
  kept: ReadonlySet<string>,
  members: Readonly<Record<string, unknown>>,
  end: string,
): Section {
  const written = (key: string) => lineOf(key, members[key], end);
  const missing = new Set(Object.keys(members));
  const result: string[] = [];
  let last = 0;
  for (const { key, lines } of statements(body)) {
    if (key === undefined || kept.has(key)) result.push(...lines);
    else if (missing.has(key)) result.push(written(key));
    if (key === undefined) continue;
    missing.delete(key);
    last = result.length;
  }
  result.splice(last, 0, ...[...missing].map(written));
  return { path, lines: [header, ...result] };
}

/** What remains of a removed section: comments before the next header belong to that one. */
export function withoutTable({ lines: [, ...body] }: Section): Section[] {
  const last = statements(body).findLastIndex(({ key }) => key !== undefined);
  const rest = statements(body)
    .slice(last + 1)
    .flatMap(({ lines }) => lines);
  return rest.some((line) => line.trim() !== '') ? [{ path: [], lines: rest }] : [];
}

/** A separate table, followed by a blank line. */
export function newSection(
  path: readonly string[],
  members: Readonly<Record<string, unknown>>,
  end: string,
): Section {
  const keys = path.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key)));
  const lines = Object.entries(members).map(([key, value]) => lineOf(key, value, end));
  return { path: [...path], lines: [`[${keys.join('.')}]${end}`, ...lines, end] };
}

function lineOf(key: string, value: unknown, end: string): string {
  return (
    stringify({ [key]: value })
      .trimEnd()
      .replaceAll('\n', `${end}\n`) + end
  );
}

function statements(lines: readonly string[]): Statement[] {
  const found: Statement[] = [];
  let open: string[] = [];
  for (const line of lines) {
    open.push(line);
    const content = parsed(open);
    if (content === undefined) continue;
    const [key] = Object.keys(content);
    found.push({ lines: open, ...(key !== undefined && { key }) });
    open = [];
  }
  return open.length === 0 ? found : [...found, { lines: open }];
}

function pathOf(header: string): string[] | undefined {
  let value: unknown = parsed([header]);
  if (value === undefined) return undefined;
  const path: string[] = [];
  for (;;) {
    const inner: unknown = Array.isArray(value) ? value[0] : value;
    const [key] = isObject(inner) ? Object.keys(inner) : [];
    if (key === undefined || !isObject(inner)) return path;
    path.push(key);
    value = inner[key];
  }
}

/** Undefined for incomplete lines. */
function parsed(lines: readonly string[]) {
  try {
    return parse(`${lines.join('\n')}\n`, { integersAsBigInt: 'asNeeded' });
  } catch {
    return undefined;
  }
}
