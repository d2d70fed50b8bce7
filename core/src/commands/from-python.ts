import { basename, extname, resolve } from 'node:path';
import { CLIENTS } from '../clients/clients.js';
import { thisMachine } from '../clients/launch.js';
import { type Replacement, replacementOf } from '../clients/python.js';
import { AS_IT_IS, holdsSecret, withoutSecrets } from '../clients/secrets.js';
import { type Placed, type ServersIn, serversIn } from '../clients/servers-in.js';
import { readIfThere, writeWithBackup } from '../clients/write.js';
import { ConfigError } from '../foundation/errors.js';
import { gitWouldTake } from './init/report.js';

/** The notes for the user, and the block that replaces the existing one. */
export interface FromPython {
  notes: string[];
  text: string;
}

type Found = Placed & { replacement: Replacement };

/**
 * `kestra-mcp doctor --from-python <file>`: finds Kestra's Python server in a client's file and shows its replacement.
 * With `write`, replaces it in the file and keeps a backup. Never prints secrets.
 */
export async function fromPython(file: string, env: NodeJS.ProcessEnv, write = false): Promise<FromPython> {
  const path = resolve(file);
  const given = await readIfThere(path);
  if (given === undefined) throw new ConfigError(`The file ${path} does not exist.`);
  const document = serversIn(given, extname(path) === '.toml', (reason) => {
    throw new ConfigError(`${path} was not changed: ${reason}.`, { hint: 'Fix the file first.' });
  });
  const machine = thisMachine(env);
  const found = document.servers.flatMap((each): Found[] => {
    const replacement = replacementOf(each.server, machine);
    return replacement === undefined ? [] : [{ ...each, replacement }];
  });
  if (found.length === 0) throw nothingIn(path, document.servers);
  const notes = [...found.flatMap((each) => notesOn(each, path)), SAME_TOOLS];
  if (write) return { notes: [...notes, ...(await replaceIn(document, path, given, found))], text: '' };
  const text = document.withServers('', replaced(found, withoutSecrets));
  const hidden = text.includes(AS_IT_IS)
    ? [`Secrets are shown as "${AS_IT_IS}". Keep the values from your file.`]
    : [];
  return {
    notes: [
      ...notes,
      ...hidden,
      'With --write, kestra-mcp makes this change for you and keeps a backup of the old file.',
    ],
    text: text.trimEnd(),
  };
}

/** By default, kestra-mcp offers more tools than the Python server. */
const SAME_TOOLS =
  'kestra-mcp has more tools than the Python server. Set KESTRA_MCP_PRESET=python in its env to get only the tools of the Python server, without confirmations.';

type Server = Record<string, unknown>;

function replaced(found: readonly Found[], shown: (server: Server) => Server = (server) => server) {
  return found.map(({ place, name, replacement }) => ({ place, name, server: shown(replacement.server) }));
}

async function replaceIn(
  document: ServersIn,
  path: string,
  given: string,
  found: readonly Found[],
): Promise<string[]> {
  const secret = found.some(({ replacement: { server } }) => holdsSecret(server));
  const { backup } = await writeWithBackup(path, document.withServers(given, replaced(found)), { secret });
  const said = backup === undefined ? 'not changed' : `changed; the backup is ${backup}`;
  return [`${path} was ${said}. ${nextOf(path, found)}`, ...gitWouldTake(backup)];
}

/** Recognizes the client by the file name and the key, because people keep such files anywhere. */
function nextOf(path: string, found: readonly Found[]): string {
  const where = { platform: process.platform, home: '/', env: {}, cwd: '/' };
  const client = CLIENTS.find(({ key, places }) => {
    const names = Object.values(places(where)).map((place) => basename(place));
    return names.includes(basename(path)) && found[0]?.place.at(-1) === key;
  });
  return client?.next ?? 'Restart the client.';
}

function nothingIn(path: string, servers: readonly Placed[]): ConfigError {
  const names = servers.map(({ name }) => name).join(', ');
  const there = names === '' ? 'it contains no servers' : `it only contains ${names}`;
  return new ConfigError(`Kestra's Python MCP server was not found in ${path}: ${there}.`, {
    hint: 'Pass the file in which your client configures it.',
  });
}

function notesOn({ name, replacement: { by, notes } }: Found, path: string): string[] {
  return [`"${name}" in ${path} is Kestra's Python MCP server, started with ${by}.`, ...notes];
}
