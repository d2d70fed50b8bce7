import type { JSONPath } from 'jsonc-parser';
import { KestraMcpError } from '../foundation/errors.js';
import { CLIENTS, type Client } from './clients.js';
import { type Document, isObject } from './document.js';
import { jsonContent, jsonDocument } from './json-document.js';
import { tomlDocument } from './toml-document.js';

/** A server and its place in a file. */
export interface Placed {
  place: JSONPath;
  name: string;
  server: unknown;
}

export interface ServersIn {
  servers: Placed[];
  /** The text with these servers replaced. */
  withServers(text: string, servers: readonly (Placed & { server: Record<string, unknown> })[]): string;
}

type Refuse = (reason: string) => never;

const KEYS = CLIENTS.filter(({ format }) => format !== 'toml').map(({ key }) => key);

/** The servers in a file of any client, wherever it keeps them. Claude Code keeps some in `projects`. */
export function serversIn(text: string, isToml: boolean, refuse: Refuse): ServersIn {
  const client = CLIENTS.find(({ format }) => format === (isToml ? 'toml' : 'jsonc')) as Client;
  const read = (current: string, place: JSONPath): Document =>
    isToml ? tomlDocument(client, current, refuse) : jsonDocument(client, current, refuse, place);
  try {
    const found = isToml
      ? [{ place: [client.key], servers: tomlDocument(client, text, refuse).servers }]
      : placesIn(jsonContent(text, client, refuse));
    return {
      servers: found.flatMap(({ place, servers }) =>
        Object.entries(servers).map(([name, server]) => ({ place, name, server })),
      ),
      withServers: (start, servers) =>
        servers.reduce(
          (current, { place, name, server }) => read(current, place).withServer(name, server),
          start,
        ),
    };
  } catch (error) {
    throw KestraMcpError.is(error) ? error : refuse('it cannot be read');
  }
}

/** Searches only objects: lists contain history, not configuration. */
function placesIn(
  content: unknown,
  place: JSONPath = [],
): { place: JSONPath; servers: Record<string, unknown> }[] {
  if (!isObject(content)) return [];
  return Object.entries(content).flatMap(([key, value]) => {
    const path = [...place, key];
    return KEYS.includes(key) && isObject(value) ? [{ place: path, servers: value }] : placesIn(value, path);
  });
}
