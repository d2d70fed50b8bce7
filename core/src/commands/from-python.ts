import { basename, extname, resolve } from 'node:path';
import { CLIENTS } from '../clients/clients.js';
import { thisMachine } from '../clients/launch.js';
import { type Replacement, replacementOf } from '../clients/python.js';
import { AS_IT_IS, holdsSecret, withoutSecrets } from '../clients/secrets.js';
import { type Placed, type ServersIn, serversIn } from '../clients/servers-in.js';
import { readIfThere, writeWithBackup } from '../clients/write.js';
import { ConfigError } from '../foundation/errors.js';
import { gitWouldTake } from './init/report.js';

/** What a person is told, and the block that replaces the one there is. */
export interface FromPython {
  notes: string[];
  text: string;
}

type Found = Placed & { replacement: Replacement };

/**
 * `kestra-mcp doctor --from-python <file>`: finds Kestra's Python server in a client's file and says what replaces it.
 * `write`: replaces it there, and keeps the old text beside it. No secret is printed.
 */
export async function fromPython(file: string, env: NodeJS.ProcessEnv, write = false): Promise<FromPython> {
  const path = resolve(file);
  const given = await readIfThere(path);
  if (given === undefined) throw new ConfigError(`There is no file ${path}.`);
  const document = serversIn(given, extname(path) === '.toml', (reason) => {
    throw new ConfigError(`${path} was left alone: ${reason}.`, { hint: 'Mend it first.' });
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
  const hidden = text.includes(AS_IT_IS) ? [`Secrets stand there as "${AS_IT_IS}": keep yours.`] : [];
  return {
    notes: [...notes, ...hidden, 'With --write this is done for you, and the old file is kept.'],
    text: text.trimEnd(),
  };
}

/** What it does by itself is more than what is replaced. */
const SAME_TOOLS =
  'There are more tools here. With KESTRA_MCP_PRESET=python in its env it has those of the Python server, and asks before nothing, as that does.';

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
  const said = backup === undefined ? 'left as it is' : `changed; the old text is in ${backup}`;
  return [`${path} was ${said}. ${nextOf(path, found)}`, ...gitWouldTake(backup)];
}

/** By the name of the file and the key in it, since people keep such files anywhere. */
function nextOf(path: string, found: readonly Found[]): string {
  const where = { platform: process.platform, home: '/', env: {}, cwd: '/' };
  const client = CLIENTS.find(({ key, places }) => {
    const names = Object.values(places(where)).map((place) => basename(place));
    return names.includes(basename(path)) && found[0]?.place.at(-1) === key;
  });
  return client?.next ?? 'Start the client again.';
}

function nothingIn(path: string, servers: readonly Placed[]): ConfigError {
  const names = servers.map(({ name }) => name).join(', ');
  const there = names === '' ? 'no server at all' : `only ${names}`;
  return new ConfigError(`Kestra's Python MCP server is not in ${path}: there is ${there}.`, {
    hint: 'Name the file in which your client has it.',
  });
}

function notesOn({ name, replacement: { by, notes } }: Found, path: string): string[] {
  return [`"${name}" in ${path} is Kestra's Python MCP server, started by ${by}.`, ...notes];
}
