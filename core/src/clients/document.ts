import { ConfigError, KestraMcpError } from '../errors.js';
import type { Client } from './clients.js';

/** The text of a client's file, and how it is changed. */
export interface Document {
  /** The servers in it, by name. */
  servers: Readonly<Record<string, unknown>>;
  /** The text with one server added, or another in its place; all else is as it was. */
  withServer(name: string, server: Record<string, unknown>, inputs?: readonly { id: string }[]): string;
}

/** What kept the file from being read is its place and reason; the file is then to be left alone. */
export async function parseDocument(client: Client, text: string, path: string): Promise<Document> {
  const refuse = (reason: string): never => {
    throw new ConfigError(`${path} was left alone: ${reason}.`, {
      hint: `Mend it, or paste what kestra-mcp init --client ${client.id} --print shows.`,
    });
  };
  const { jsonDocument } = await import('./json-document.js');
  const { tomlDocument } = await import('./toml-document.js');
  const read = client.format === 'toml' ? tomlDocument : jsonDocument;
  try {
    return read(client, text, refuse);
  } catch (error) {
    // Lists in lists in lists are too much for any parser.
    throw KestraMcpError.is(error) ? error : refuse('it cannot be read');
  }
}

/** Keys that say how a server is started or reached; all others of an entry are the user's and stay. */
const STARTING = [
  ...['type', 'source', 'command', 'args', 'env', 'env_vars', 'envFile', 'cwd'],
  ...['url', 'serverUrl', 'httpUrl', 'headers'],
];

/** The new entry in the place of another: what the user has set beside the start stays, variables of others too. */
export function merged(before: unknown, server: Record<string, unknown>): Record<string, unknown> {
  if (!isObject(before)) return server;
  const kept = Object.entries(before).filter(([key]) => !STARTING.includes(key));
  const foreign = Object.entries(isObject(before.env) ? before.env : {}).filter(
    ([name]) => !name.startsWith('KESTRA_'),
  );
  const env = { ...Object.fromEntries(foreign), ...(isObject(server.env) ? server.env : {}) };
  return { ...server, ...(Object.keys(env).length > 0 && { env }), ...Object.fromEntries(kept) };
}

/** Not what every object inherits: servers have any name. */
export function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
