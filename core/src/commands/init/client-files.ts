import { join } from 'node:path';
import { CLIENTS, type Client } from '../../clients/clients.js';
import { CONNECTION, isObject, merged, own } from '../../clients/document.js';
import { API_TOKEN, PASSWORD, type SecretVariable, type ServerEntry } from '../../clients/entry.js';
import { addressInContainer, entryFor, type Machine } from '../../clients/launch.js';
import { parseDocument } from '../../clients/parse-document.js';
import type { Scope, Surroundings } from '../../clients/places.js';
import { describeStart, isSame, startedBy } from '../../clients/recognize.js';
import { holdsSecret } from '../../clients/secrets.js';
import { readIfThere, type Written, writeWithBackup } from '../../clients/write.js';
import { ConfigError } from '../../foundation/errors.js';
import type { Answers } from './answers.js';

/** A client, its file, and how it starts the server. */
export interface Target {
  client: Client;
  path: string;
  entry: ServerEntry;
  /** The main module of this installation. */
  main: string;
  /** The scope: a project's folder may be shared with others. */
  scope: Scope;
  /** The client has no file for a project, which was asked for. */
  noProject?: true;
  /** The project's folder. */
  project: string;
  /** Variables that init decides. They are removed from an existing entry. */
  decided: string[];
}

/** The files of the chosen clients. If a client does not support the scope, its other one is used. */
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
    const known = places[scope] === undefined ? 'user' : scope;
    // A client that asks for secrets may be used by several people with their own credentials.
    const secrets = client.inputs === undefined ? [] : askedFor(answers, folder);
    const entry = entryFor(launch, { ...told, secrets }, machine);
    const main = machine.installed[1];
    const place = { path: places[known] ?? '', scope: known, project: where.cwd };
    const decided = [...decidedBy(answers), ...(known === 'project' ? LEADING : [])];
    return { client, ...place, ...(known !== scope && { noProject: true }), entry, main, decided };
  });
}

/** Two servers of one client may be two Kestra instances, so each gets its own prompt. */
function askedFor({ kestra: { auth }, name }: Answers, folder: string): SecretVariable[] {
  if (auth.kind === 'none') return [];
  const secret = auth.kind === 'basic' ? PASSWORD : API_TOKEN;
  const input = `${name}-${auth.kind === 'basic' ? 'password' : 'api-token'}`;
  return [
    { ...secret, input, prompt: `${secret.prompt}. Leave empty to use the value in ${join(folder, '.env')}` },
  ];
}

function decidedBy({ groups, preset, readOnly }: Answers): string[] {
  const narrowing = groups === undefined ? [] : ['KESTRA_MCP_ONLY_TOOLS'];
  const start = preset === undefined ? [] : ['KESTRA_MCP_PRESET'];
  return [...CONNECTION, ...narrowing, ...start, ...(readOnly ? ['KESTRA_MCP_READ_ONLY'] : [])];
}

/** The text of a file that contains only this server. */
export async function blockOf({ client, path, entry }: Target, name: string): Promise<string> {
  const document = await parseDocument(client, '', path);
  return document.withServer(name, client.server(entry), client.inputs?.(entry));
}

/** Describes a different server of this name in the client's file, which replacing would remove. */
export async function inTheWay(
  { client, path, entry, main }: Target,
  name: string,
): Promise<string | undefined> {
  const { servers } = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const known = own(servers, name);
  if (known === undefined) return undefined;
  const [old, now] = [startedBy(known, main), startedBy(client.server(entry), main)];
  if (old === undefined || now === undefined) return 'another server';
  return isSame(old, now) ? undefined : `already kestra-mcp, started as ${describeStart(old)}`;
}

/** Variables in a project's entry that could send the credentials elsewhere, through a proxy or code. */
const LEADING = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'NODE_OPTIONS', 'NODE_PATH'],
  ...['KESTRA_MCP_USER_FOLDER', 'KESTRA_MCP_TRUST', 'NODE_TLS_REJECT_UNAUTHORIZED'],
];

/** Those that the client's file has now. */
export async function leftOut({ client, path, scope }: Target, name: string): Promise<string[]> {
  if (scope !== 'project') return [];
  const document = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const known = own(document.servers, name);
  const env = isObject(known) && isObject(known.env) ? known.env : {};
  return LEADING.filter((each) => own(env, each) !== undefined);
}

/** Adds the server to the client's file, and keeps a backup. */
export async function writeTarget(target: Target, name: string, replace: boolean): Promise<Written> {
  const { client, path, entry, decided, scope } = target;
  const other = replace ? undefined : await inTheWay(target, name);
  if (other !== undefined) {
    throw new ConfigError(`${path} was not changed: its server "${name}" is ${other}.`, {
      hint: 'Choose another name with --name, or replace the server with --replace.',
    });
  }
  const document = await parseDocument(client, (await readIfThere(path)) ?? '', path);
  const server = merged(own(document.servers, name), client.server(entry), decided);
  const text = document.withServer(name, server, client.inputs?.(entry));
  const secret = holdsSecret(server);
  return writeWithBackup(path, text, { secret, ...(scope === 'project' && { project: target.project }) });
}
