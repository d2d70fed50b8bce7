import { realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { HOST_FOLDER } from '../process/here.js';
import { RELEASED } from '../process/released.js';
import type { SecretVariable, ServerEntry } from './entry.js';

/** This installation, the package through npx, or the image through Docker. */
export const LAUNCHES = ['installed', 'npx', 'docker'] as const;
export type Launch = (typeof LAUNCHES)[number];

/** The ways that run our code. The other two download what is published. */
export function possibleLaunches(released = RELEASED): readonly Launch[] {
  return released ? LAUNCHES : ['installed'];
}

export const IMAGE = 'ghcr.io/kestra-mcp/kestra-mcp:latest';
/** The image's working folder, in which it finds a configuration file and a `.env`. */
const IMAGE_FOLDER = '/config';

/** What the server is told, besides how it is started. */
export interface Told {
  /** The folder of the configuration file and the `.env`. Left out if the variables say everything. */
  folder?: string;
  /** The configuration file in this folder. */
  file?: string;
  env?: Readonly<Record<string, string>>;
  secrets?: readonly SecretVariable[];
}

/** The machine on which a client starts the server. */
export interface Machine {
  platform: NodeJS.Platform;
  /** Command line of this installation: Node and the server's main module. */
  installed: readonly [string, string];
  /** `uid:gid` on Linux, where a container sees files with their owners and permissions. */
  user?: string;
}

/** The recommended way to start the server. A package that npx fetched may be gone tomorrow. */
export function defaultLaunch(folder = HOST_FOLDER, released = RELEASED): Launch {
  return released && folder.split(sep).includes('_npx') ? 'npx' : 'installed';
}

export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  const { platform, getuid, getgid } = process;
  return {
    platform,
    installed: [nodeOf(env), join(HOST_FOLDER, 'bin.js')],
    // Root as well: the image's own user may not be able to read files of root.
    ...(platform === 'linux' && { user: `${getuid?.()}:${getgid?.()}` }),
  };
}

/** The entry that starts the server in one of the three ways. */
export function entryFor(launch: Launch, told: Told, machine: Machine): ServerEntry {
  const env = { ...told.env };
  const secrets = [...(told.secrets ?? [])];
  if (launch === 'docker') {
    return { command: 'docker', args: dockerArgs(told, machine), env: inContainer(env), secrets };
  }
  const words = told.file === undefined ? [] : ['--config', told.file];
  if (launch === 'installed') {
    const [node, main] = machine.installed;
    return { command: node, args: [main, ...words], env, secrets };
  }
  const npx = ['npx', '--prefix', '/', '-y', 'kestra-mcp', ...words];
  // On Windows, npx is a script, which clients cannot start directly.
  const [command = '', ...args] = machine.platform === 'win32' ? ['cmd', '/c', ...npx] : npx;
  return { command, args, env, secrets };
}

/** Only the names of variables. Their values are in the client's `env`, so command lines contain no secrets. */
function dockerArgs({ folder, env = {}, secrets = [] }: Told, { user }: Machine): string[] {
  const variables = [...Object.keys(env), ...secrets.map(({ name }) => name)];
  return [
    ...['run', '-i', '--rm'],
    // Docker Desktop resolves this name by itself, Docker on Linux does not.
    ...['--add-host', 'host.docker.internal:host-gateway'],
    ...(folder === undefined
      ? []
      : [...(user ? ['--user', user] : []), '-v', `${folder}:${IMAGE_FOLDER}:ro`]),
    ...variables.flatMap((name) => ['-e', name]),
    IMAGE,
  ];
}

function inContainer(env: Record<string, string>): Record<string, string> {
  const { KESTRA_BASE_URL: address } = env;
  return address === undefined ? env : { ...env, KESTRA_BASE_URL: addressInContainer(address) };
}

/** In a container, `localhost` is the container itself. */
export function addressInContainer(address: string): string {
  return address.replace(
    /^(https?:\/\/)(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/,
    '$1host.docker.internal',
  );
}

/** A path to this Node that survives an upgrade: package managers use a folder per version. */
function nodeOf({ PATH = '' }: NodeJS.ProcessEnv): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = PATH.split(delimiter)
    .filter(isLasting)
    .map((folder) => join(folder, name));
  return candidates.find(isThisNode) ?? process.execPath;
}

/** fnm creates a folder per shell and removes it with the shell. */
function isLasting(folder: string): boolean {
  return isAbsolute(folder) && !folder.includes('fnm_multishells');
}

function isThisNode(path: string): boolean {
  try {
    return realpathSync(path) === realpathSync(process.execPath);
  } catch {
    return false;
  }
}
