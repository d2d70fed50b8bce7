import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'smol-toml';
import type { Client } from './clients.js';
import { type Document, isObject } from './document.js';

/** A TOML file: a server is a table of its own at the end, so that nothing else is touched. */
export function tomlDocument(client: Client, text: string, refuse: (reason: string) => never): Document {
  const content = read(text, refuse);
  const { [client.key]: servers = {} } = content;
  if (!isObject(servers)) return refuse(`its "${client.key}" is no table`);
  return {
    servers,
    withServer: (name, server) => {
      const { [name]: _, ...others } = servers;
      const kept = name in servers ? withoutTables(text, client.key, name) : text;
      const table = stringify({ [client.key]: { [name]: server } });
      const result = kept.trim() === '' ? table : `${kept.trimEnd()}\n\n${table}`;
      // What was written in another form than tables is not ours to rewrite.
      const expected = { ...content, [client.key]: { ...others, [name]: server } };
      if (isDeepStrictEqual(plain(read(result, refuse)), plain(expected))) return result;
      return refuse(`its ${client.key} cannot be changed without touching more than the server`);
    },
  };
}

function read(text: string, refuse: (reason: string) => never): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    return refuse(`it is not valid TOML (${reason.replace(/^Invalid TOML document: /, '')})`);
  }
}

/** Without the tables of one server; a comment before the next table belongs to that one. */
function withoutTables(text: string, key: string, name: string): string {
  const own = [`[${key}.${name}]`, `[${key}.${name}.`, `[${key}."${name}"]`, `[${key}."${name}".`];
  const kept: string[] = [];
  let pending: string[] | undefined;
  for (const line of text.split('\n')) {
    const start = line.trim();
    if (start.startsWith('[')) {
      const isOwn = own.some((header) => start.startsWith(header));
      if (!isOwn && pending !== undefined) kept.push(...pending);
      pending = isOwn ? [] : undefined;
    }
    if (pending === undefined) kept.push(line);
    else if (start === '' || start.startsWith('#')) pending.push(line);
    else pending = [];
  }
  return kept.join('\n');
}

/** Dates and tables without a prototype compare by what they say. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}` : item)));
}
