import { extname, resolve } from 'node:path';
import { CLIENTS, type Client } from '../clients/clients.js';
import { isObject, parseDocument } from '../clients/document.js';
import { thisMachine } from '../clients/launch.js';
import { type Replacement, replacementOf } from '../clients/python.js';
import { readIfThere, writeWithBackup } from '../clients/write.js';
import { ConfigError } from '../errors.js';

/** What a person is told, and the block that replaces the one there is. */
export interface FromPython {
  notes: string[];
  text: string;
}

const SECRET = /PASSWORD|TOKEN|KEY|SECRET/i;
/** Variables of the client are no secrets: `${KESTRA_PASSWORD}`, `${input:x}`, `$NAME`. */
const REFERENCE = /^\$\{[^}]+\}$|^\$\w+$/;

/**
 * `kestra-mcp doctor --from-python <file>`: finds Kestra's Python server in a client's file and says what replaces it.
 * `write`: replaces it there, and keeps the old text beside it. No secret is printed.
 */
export async function fromPython(file: string, env: NodeJS.ProcessEnv, write = false): Promise<FromPython> {
  const path = resolve(file);
  const given = await readIfThere(path);
  if (given === undefined) throw new ConfigError(`There is no file ${path}.`);
  const client = clientOf(path, given);
  const document = await parseDocument(client, given, path);
  const machine = thisMachine(env);
  const found = Object.entries(document.servers).flatMap(([name, server]) => {
    const replacement = replacementOf(server, machine);
    return replacement === undefined ? [] : [{ name, replacement }];
  });
  if (found.length === 0) throw nothingIn(path, Object.keys(document.servers));
  const notes = found.flatMap(({ name, replacement }) => notesOn(name, path, replacement));
  if (write) return { notes: [...notes, await replaceIn(client, path, given, found)], text: '' };
  const masked = found.map(({ name, replacement }) => ({ name, server: withoutSecrets(replacement.server) }));
  const text = await withServers(client, path, '', masked);
  const hidden = text.includes(AS_IT_IS) ? [`Secrets stand there as "${AS_IT_IS}": keep yours.`] : [];
  return {
    notes: [...notes, ...hidden, 'With --write this is done for you, and the old file is kept.'],
    text: text.trimEnd(),
  };
}

const AS_IT_IS = 'as it is now';

type Found = { name: string; replacement: Replacement };

async function replaceIn(
  client: Client,
  path: string,
  given: string,
  found: readonly Found[],
): Promise<string> {
  const servers = found.map(({ name, replacement: { server } }) => ({ name, server }));
  const { backup = '' } = await writeWithBackup(path, await withServers(client, path, given, servers));
  return `${path} was changed; the old text is in ${backup}. ${client.next}`;
}

async function withServers(
  client: Client,
  path: string,
  text: string,
  servers: readonly { name: string; server: Record<string, unknown> }[],
): Promise<string> {
  let result = text;
  for (const { name, server } of servers)
    result = (await parseDocument(client, result, path)).withServer(name, server);
  return result;
}

/** By what the file looks like: people keep such blocks in files of any name. */
function clientOf(path: string, text: string): Client {
  const wanted = extname(path) === '.toml' ? 'toml' : 'jsonc';
  const known = CLIENTS.filter(({ format }) => format === wanted);
  const client = known.find(({ key }) => new RegExp(`"${key}"\\s*:`).test(text)) ?? known[0];
  if (client === undefined) throw new ConfigError(`${path} is the file of no known client.`);
  return client;
}

function nothingIn(path: string, names: readonly string[]): ConfigError {
  const there = names.length === 0 ? 'no server at all' : `only ${names.join(', ')}`;
  return new ConfigError(`Kestra's Python MCP server is not in ${path}: there is ${there}.`, {
    hint: 'Name the file in which your client has it.',
  });
}

function notesOn(name: string, path: string, { by, notes }: Replacement): string[] {
  return [`"${name}" in ${path} is Kestra's Python MCP server, started by ${by}.`, ...notes];
}

function withoutSecrets(server: Record<string, unknown>): Record<string, unknown> {
  if (!isObject(server.env)) return server;
  const env = Object.entries(server.env).map(([name, value]) => [
    name,
    SECRET.test(name) && !REFERENCE.test(String(value)) ? AS_IT_IS : value,
  ]);
  return { ...server, env: Object.fromEntries(env) };
}
