import { join } from 'node:path';
import { CLIENTS, type Client } from '../../clients/clients.js';
import { isObject, merged, parseDocument } from '../../clients/document.js';
import { API_TOKEN, PASSWORD, type SecretVariable, type ServerEntry } from '../../clients/entry.js';
import { addressInContainer, entryFor, type Machine } from '../../clients/launch.js';
import type { Surroundings } from '../../clients/places.js';
import { readIfThere, type Written, writeWithBackup } from '../../clients/write.js';
import { ConfigError } from '../../errors.js';
import type { Answers } from './answers.js';

/** A client with its file and how that starts the host. */
export interface Target {
  client: Client;
  path: string;
  entry: ServerEntry;
}

/** The files of the chosen clients; a scope that a client does not know is the one that it does. */
export function targetsOf(
  { clients, scope, launch, kestra }: Answers,
  folder: string,
  file: string,
  machine: Machine,
  where: Surroundings,
): Target[] {
  const inContainer = addressInContainer(kestra.baseUrl);
  const moved = launch === 'docker' && inContainer !== kestra.baseUrl;
  const told = { folder, file, ...(moved && { env: { KESTRA_BASE_URL: inContainer } }) };
  return CLIENTS.filter(({ id }) => clients.includes(id)).map((client) => {
    const places = client.places(where);
    const path = places[scope] ?? places.user ?? '';
    // A client that asks for secrets may be used by people who each have their own.
    const secrets = client.inputs === undefined ? [] : askedFor(kestra, folder);
    return { client, path, entry: entryFor(launch, { ...told, secrets }, machine) };
  });
}

function askedFor({ auth }: Answers['kestra'], folder: string): SecretVariable[] {
  if (auth.kind === 'none') return [];
  const secret = auth.kind === 'basic' ? PASSWORD : API_TOKEN;
  return [{ ...secret, prompt: `${secret.prompt}. Empty: as in ${join(folder, '.env')}` }];
}

/** The text of a file that has nothing but this server. */
export async function blockOf({ client, path, entry }: Target, name: string): Promise<string> {
  const document = await parseDocument(client, '', path);
  return document.withServer(name, client.server(entry), client.inputs?.(entry));
}

/** The server that a client's file has under this name, when it is another than ours would be. */
export async function inTheWay({ client, path, entry }: Target, name: string): Promise<boolean> {
  const { servers } = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const known = Object.hasOwn(servers, name) ? servers[name] : undefined;
  return known !== undefined && !isOurs(known, entry);
}

/** Adds the server to the client's file, which is backed up. */
export async function writeTarget(target: Target, name: string, replace: boolean): Promise<Written> {
  const { client, path, entry } = target;
  if (!replace && (await inTheWay(target, name))) {
    throw new ConfigError(`${path} was left alone: it has another server named "${name}".`, {
      hint: 'Take another name with --name, or its place with --replace.',
    });
  }
  const document = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const before = Object.hasOwn(document.servers, name) ? document.servers[name] : undefined;
  const text = document.withServer(name, merged(before, client.server(entry)), client.inputs?.(entry));
  return writeWithBackup(path, text);
}

/** Started by this host's main module, package or image. */
function isOurs(server: unknown, { args }: ServerEntry): boolean {
  if (!isObject(server) || !Array.isArray(server.args)) return false;
  const words = server.args.map(String);
  return words.some(
    (word) => word === 'kestra-mcp' || /[/:]kestra-mcp(?:[/:@]|$)/.test(word) || word === args[0],
  );
}
