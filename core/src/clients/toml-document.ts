import { isDeepStrictEqual } from 'node:util';
import { parse, type TomlError } from 'smol-toml';
import type { Client } from './clients.js';
import { type Document, isObject, own } from './document.js';
import { newSection, type Section, sectionsOf, withMembers, withoutTable } from './toml-sections.js';

const BOM = '\uFEFF';

type Members = Readonly<Record<string, unknown>>;

/** A TOML file in which each server is a table. Other lines are never changed. */
export function tomlDocument(client: Client, given: string, refuse: (reason: string) => never): Document {
  const [bom, text] = given.startsWith(BOM) ? [BOM, given.slice(1)] : ['', given];
  const content = read(text, refuse);
  const { [client.key]: servers = {} } = content;
  if (!isObject(servers)) return refuse(`its "${client.key}" is not a table`);
  const stuck = () => refuse(`its ${client.key} cannot be edited without changing other entries`);
  return {
    servers,
    withServer: (name, server) => {
      const before = own(servers, name);
      if (isDeepStrictEqual(plain(before), plain(server))) return given;
      const path = [client.key, name];
      const result = isObject(before) ? replaced(text, path, before, server) : added(text, path, server);
      // A server that is not written as a table is not rewritten.
      const expected = { ...content, [client.key]: { ...servers, [name]: server } };
      return isDeepStrictEqual(plain(read(result, stuck)), plain(expected)) ? bom + result : stuck();
    },
  };
}

function added(text: string, path: readonly string[], server: Members): string {
  const end = endOf(text);
  const lines = tablesOf(path, server, end).flatMap((section) => section.lines);
  const table = `${lines.join('\n').trimEnd()}${end}\n`;
  return text.trim() === '' ? table : `${text.trimEnd()}${end}\n${end}\n${table}`;
}

function replaced(text: string, path: readonly string[], before: Members, server: Members): string {
  const end = endOf(text);
  const sections = sectionsOf(text);
  const isOwn = (section: Section) => path.every((key, index) => section.path[index] === key);
  const tables = new Set(sections.filter(isOwn).map((section) => section.path[path.length]));
  const inTables = (key: string) => tables.has(key);
  const result = sections.flatMap((section): Section[] => {
    if (!isOwn(section)) return [section];
    const [key, ...deeper] = section.path.slice(path.length);
    if (key === undefined)
      return [withMembers(section, same(before, server), scalars(server, inTables), end)];
    const [old, now] = [own(before, key), own(server, key)];
    if (isDeepStrictEqual(plain(old), plain(now))) return [section];
    if (!isObject(old) || !isObject(now) || deeper.length > 0) return withoutTable(section);
    return [withMembers(section, same(old, now), now, end)];
  });
  const last = result.findLastIndex(isOwn);
  const missing = Object.fromEntries(
    Object.entries(server).filter(
      ([key, value]) => isObject(value) && !inTables(key) && !same(before, server).has(key),
    ),
  );
  result.splice(last + 1, 0, ...(last < 0 ? [] : tablesOf(path, missing, end)));
  return result.flatMap(({ lines }) => lines).join('\n');
}

/** What differs or is new, except members with a table of their own. */
function scalars(server: Members, inTables: (key: string) => boolean): Members {
  return Object.fromEntries(
    Object.entries(server).filter(([key, value]) => !isObject(value) && !inTables(key)),
  );
}

function same(before: Members, after: Members): Set<string> {
  const keys = Object.keys(after).filter((key) => Object.hasOwn(before, key));
  return new Set(keys.filter((key) => isDeepStrictEqual(plain(before[key]), plain(after[key]))));
}

/** The server's table, and one for each object in it. */
function tablesOf(path: readonly string[], server: Members, end: string): Section[] {
  const own = scalars(server, () => false);
  const tables = Object.entries(server).filter((entry): entry is [string, Members] => isObject(entry[1]));
  return [
    ...(Object.keys(own).length > 0 ? [newSection(path, own, end)] : []),
    ...tables.map(([key, members]) => newSection([...path, key], members, end)),
  ];
}

/** The line ending's part before the line feed. */
function endOf(text: string): '\r' | '' {
  return text.includes('\r\n') ? '\r' : '';
}

function read(text: string, refuse: (reason: string) => never): Record<string, unknown> {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    // Only the first line of the message: the rest quotes the file.
    const [reason = ''] = (error as Error).message.split('\n');
    const { line } = error as TomlError;
    return refuse(`it is not valid TOML (line ${line}: ${reason.replace(/^Invalid TOML document: /, '')})`);
  }
}

/** Dates and tables without a prototype are compared by content. */
function plain(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}` : item)));
}
