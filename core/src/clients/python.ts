import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { VARIABLES } from '../config/environment.js';
import { isObject } from './document.js';
import { IMAGE, type Machine } from './launch.js';

/** Kestra's Python server as a client's file has it, and what replaces it. */
export interface Replacement {
  /** How the Python server is started. */
  by: 'Docker' | 'Python';
  server: Record<string, unknown>;
  notes: string[];
}

const PYTHON_IMAGE = /mcp-server-python(?:[:@]|$)/;

/** Undefined for a server that is another. */
export function replacementOf(server: unknown, machine: Machine): Replacement | undefined {
  if (!isObject(server) || !Array.isArray(server.args)) return undefined;
  const words = [server.command, ...server.args].map(String);
  const env = isObject(server.env) ? server.env : {};
  const [node, main] = machine.installed;
  if (words.some((word) => PYTHON_IMAGE.test(word))) {
    return {
      by: 'Docker',
      server: { ...server, command: node, args: [main], env: onThisMachine({ ...assigned(words), ...env }) },
      notes: [
        ...unread(env),
        `By Docker, once published: put ${IMAGE} in the place of its image, and leave the rest.`,
      ],
    };
  }
  if (!words.some((word) => /(?:^|[/\\])server\.py$/.test(word)) || !isKestras(words, env)) return undefined;
  const dotenv = dotenvOf(words);
  const replaced = { ...server, command: node, args: dotenv ? [`--env-file=${dotenv}`, main] : [main] };
  const notes = dotenv === undefined ? [] : [`Its variables go on coming from ${dotenv}.`];
  return { by: 'Python', server: replaced, notes: [...unread(env), ...notes] };
}

/** Other servers are called server.py, too. */
function isKestras(words: readonly string[], env: Record<string, unknown>): boolean {
  return (
    words.some((word) => /kestra|mcp-server-python/i.test(word)) ||
    Object.keys(env).some((name) => name in VARIABLES)
  );
}

/** `-e NAME=value` sets a variable in the command line itself. */
function assigned(words: readonly string[]): Record<string, string> {
  const pairs = words.flatMap((word, index) =>
    ['-e', '--env'].includes(words[index - 1] ?? '') || word.startsWith('--env=')
      ? [word.replace(/^--env=/, '')]
      : [],
  );
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]),
  );
}

/** The name for the machine that a container runs on means nothing outside of one. */
function onThisMachine(env: Record<string, unknown>): Record<string, unknown> {
  const { KESTRA_BASE_URL: address } = env;
  if (typeof address !== 'string') return env;
  return { ...env, KESTRA_BASE_URL: address.replace('//host.docker.internal', '//localhost') };
}

function unread(env: Record<string, unknown>): string[] {
  const names = Object.keys(env).filter((name) => name.startsWith('KESTRA_') && !(name in VARIABLES));
  return names.length === 0 ? [] : [`Not read by this host: ${names.join(', ')}.`];
}

/** The Python server reads the `.env` of its folder, or of the nearest one above. */
function dotenvOf(words: readonly string[]): string | undefined {
  const named = words[words.indexOf('--directory') + 1];
  const script = words.find((word) => /server\.py$/.test(word)) ?? '';
  let folder = words.includes('--directory') && named ? resolve(named) : dirname(resolve(script));
  for (;;) {
    const path = join(folder, '.env');
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
}
