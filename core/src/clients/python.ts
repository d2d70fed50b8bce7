import { VARIABLES } from '../config/sources/environment.js';
import { urlOf } from '../foundation/url.js';
import { RELEASED } from '../process/released.js';
import { isObject } from './document.js';
import { IMAGE, type Machine } from './launch.js';
import { addressIn, dockerRun, dotenvAbove, folderOf, outsideOfContainer } from './python-command.js';

/** Kestra's Python server in a client's file, and its replacement. */
export interface Replacement {
  /** How the Python server is started. */
  by: 'Docker' | 'Python';
  server: Record<string, unknown>;
  notes: string[];
}

/** A server in the form that most clients use. */
interface Started {
  server: Record<string, unknown>;
  words: string[];
  env: Record<string, unknown>;
  cwd: string;
}

const PYTHON_IMAGE = /mcp-server-python(?:[:@]|$)/;

/** Undefined for any other server. */
export function replacementOf(given: unknown, machine: Machine): Replacement | undefined {
  const started = startedAs(given);
  if (started === undefined) return undefined;
  if (started.words.some((word) => PYTHON_IMAGE.test(word))) return ofDocker(started, machine);
  const isPython = started.words.some((word) => /(?:^|[/\\])server\.py$/.test(word));
  return isPython && isKestras(started) ? ofPython(started, machine) : undefined;
}

function startedAs(given: unknown): Started | undefined {
  if (!isObject(given)) return undefined;
  // Zed used to keep the command in an object of its own.
  const { path: command, ...start } = isObject(given.command) ? given.command : { path: given.command };
  const server: Record<string, unknown> = { ...given, ...start, command };
  const { args, env = {}, cwd } = server;
  if (!Array.isArray(args) || !isObject(env)) return undefined;
  return {
    server,
    words: [command, ...args].map(String),
    env,
    cwd: typeof cwd === 'string' ? cwd : process.cwd(),
  };
}

function ofDocker({ server, words, env, cwd }: Started, { installed: [node, main] }: Machine): Replacement {
  const { assigned, envFiles, network } = dockerRun(words, cwd);
  const fromFile = addressIn(envFiles);
  const all = { ...(fromFile !== undefined && { KESTRA_BASE_URL: fromFile }), ...env, ...assigned };
  const { KESTRA_BASE_URL: address } = all;
  const outside = typeof address === 'string' ? { KESTRA_BASE_URL: outsideOfContainer(address) } : {};
  return {
    by: 'Docker',
    server: {
      ...server,
      command: node,
      args: [...envFiles.map((file) => `--env-file=${file}`), main],
      env: { ...all, ...outside },
    },
    notes: [
      ...unread(all),
      ...envFiles.map((file) => `${goOn(file)} Quote values that contain "#" in that file.`),
      ...(network !== undefined && address === outside.KESTRA_BASE_URL
        ? [
            `In the Docker network ${network}, it used ${hostOf(address)}. Replace this with an address that works from this machine.`,
          ]
        : []),
      ...(RELEASED
        ? [`To keep using Docker, replace the image with ${IMAGE} and leave the rest unchanged.`]
        : []),
    ],
  };
}

function ofPython({ server, words, env, cwd }: Started, { installed: [node, main] }: Machine): Replacement {
  const folder = folderOf(words, cwd);
  const dotenv = dotenvAbove(folder);
  const isKnown = 'KESTRA_BASE_URL' in env || 'envFile' in server;
  const missing = `No .env file was found in ${folder} or above. Set KESTRA_BASE_URL and the credentials in "env".`;
  return {
    by: 'Python',
    server: { ...server, command: node, args: dotenv ? [`--env-file=${dotenv}`, main] : [main] },
    notes: [...unread(env), ...(dotenv ? [goOn(dotenv)] : isKnown ? [] : [missing])],
  };
}

function goOn(file: string): string {
  return `Its variables still come from ${file}.`;
}

/** Other servers are also called server.py. */
function isKestras({ words, env }: Started): boolean {
  return (
    words.some((word) => /kestra|mcp-server-python/i.test(word)) ||
    Object.keys(env).some((name) => name in VARIABLES)
  );
}

/** Without parts that may be secret. */
function hostOf(address: unknown): string {
  return urlOf(String(address))?.origin ?? 'Kestra';
}

function unread(env: Record<string, unknown>): string[] {
  const names = Object.keys(env).filter((name) => name.startsWith('KESTRA_') && !(name in VARIABLES));
  return names.length === 0 ? [] : [`kestra-mcp ignores these variables: ${names.join(', ')}.`];
}
