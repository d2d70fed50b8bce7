import { join } from 'node:path';
import { CLIENTS, type Client } from '../../clients/clients.js';
import { CONNECTION, isObject, merged, own } from '../../clients/document.js';
import { API_TOKEN, PASSWORD, type SecretVariable, type ServerEntry } from '../../clients/entry.js';
import { addressInContainer, entryFor, type Machine } from '../../clients/launch.js';
import { parseDocument } from '../../clients/parse-document.js';
import type { Surroundings } from '../../clients/places.js';
import { readIfThere, type Written, writeWithBackup } from '../../clients/write.js';
import { ConfigError } from '../../foundation/errors.js';
import type { Answers } from './answers.js';

/** A client with its file and how that starts the host. */
export interface Target {
  client: Client;
  path: string;
  entry: ServerEntry;
  /** The main module of this installation. */
  main: string;
  /** Variables about which init has decided: an old entry says them no more. */
  decided: string[];
}

/** The files of the chosen clients; a scope that a client does not know is the one that it does. */
export function targetsOf(
  answers: Answers,
  folder: string,
  file: string,
  machine: Machine,
  where: Surroundings,
): Target[] {
  const { clients, scope, launch, kestra } = answers;
  const inContainer = addressInContainer(kestra.baseUrl);
  const moved = launch === 'docker' && inContainer !== kestra.baseUrl;
  const told = { folder, file, ...(moved && { env: { KESTRA_BASE_URL: inContainer } }) };
  return CLIENTS.filter(({ id }) => clients.includes(id)).map((client) => {
    const places = client.places(where);
    const path = places[scope] ?? places.user ?? '';
    // A client that asks for secrets may be used by people who each have their own.
    const secrets = client.inputs === undefined ? [] : askedFor(answers, folder);
    const entry = entryFor(launch, { ...told, secrets }, machine);
    return { client, path, entry, main: machine.installed[1], decided: decidedBy(answers) };
  });
}

/** Two servers of one client may be two Kestras: each has a question of its own. */
function askedFor({ kestra: { auth }, name }: Answers, folder: string): SecretVariable[] {
  if (auth.kind === 'none') return [];
  const secret = auth.kind === 'basic' ? PASSWORD : API_TOKEN;
  const input = `${name}-${auth.kind === 'basic' ? 'password' : 'api-token'}`;
  return [{ ...secret, input, prompt: `${secret.prompt}. Empty: as in ${join(folder, '.env')}` }];
}

function decidedBy({ groups, readOnly }: Answers): string[] {
  const narrowing = groups === undefined ? [] : ['KESTRA_MCP_ONLY_TOOLS'];
  return [...CONNECTION, ...narrowing, ...(readOnly ? ['KESTRA_MCP_READ_ONLY'] : [])];
}

/** The text of a file that has nothing but this server. */
export async function blockOf({ client, path, entry }: Target, name: string): Promise<string> {
  const document = await parseDocument(client, '', path);
  return document.withServer(name, client.server(entry), client.inputs?.(entry));
}

/** The server that a client's file has under this name, when it is another than ours would be. */
export async function inTheWay({ client, path, main }: Target, name: string): Promise<boolean> {
  const { servers } = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const known = own(servers, name);
  return known !== undefined && !isOurs(known, main);
}

/** Adds the server to the client's file, which is backed up. */
export async function writeTarget(target: Target, name: string, replace: boolean): Promise<Written> {
  const { client, path, entry, decided } = target;
  if (!replace && (await inTheWay(target, name))) {
    throw new ConfigError(`${path} was left alone: it has another server named "${name}".`, {
      hint: 'Take another name with --name, or its place with --replace.',
    });
  }
  const document = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const server = merged(own(document.servers, name), client.server(entry), decided);
  const text = document.withServer(name, server, client.inputs?.(entry));
  return writeWithBackup(path, text);
}

const PACKAGE = /^kestra-mcp(?:@[^/]+)?$/;
const PROGRAM = /(?:^|[/\\])kestra-mcp(?:\.cmd)?$/;
const MAIN = /[/\\]kestra-mcp[/\\](?:core[/\\])?dist[/\\]bin\.js$/;
const IMAGE_NAME = /^(?:[\w.:-]+\/)*kestra-mcp(?::[\w.-]+)?(?:@sha256:\w+)?$/;

/** Started by the main module of this or another installation, package or image. */
function isOurs(server: unknown, main: string): boolean {
  if (!isObject(server)) return false;
  const command = String(server.command);
  const words = Array.isArray(server.args) ? server.args.map(String) : [];
  const byContainer = /(?:^|[/\\])(?:docker|podman)(?:\.exe)?$/.test(command);
  return (
    PROGRAM.test(command) ||
    words.some(
      (word) =>
        word === main || PACKAGE.test(word) || MAIN.test(word) || (byContainer && IMAGE_NAME.test(word)),
    )
  );
}
