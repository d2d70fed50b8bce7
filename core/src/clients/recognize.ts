import { urlOf } from '../foundation/url.js';
import { isObject } from './document.js';

const PACKAGE = /^kestra-mcp(?:@[^/]+)?$/;
const PROGRAM = /(?:^|[/\\])kestra-mcp(?:\.cmd)?$/;
const MAIN = /[/\\]kestra-mcp[/\\](?:core[/\\])?dist[/\\]bin\.js$/;
const IMAGE = /^(?:[\w.:-]+\/)*kestra-mcp(?::[\w.-]+)?(?:@sha256:\w+)?$/;
const CONTAINER = /(?:^|[/\\])(?:docker|podman)(?:\.exe)?$/;
/** Variables that determine the Kestra instance. */
const WHICH = ['KESTRA_BASE_URL', 'KESTRA_TENANT_ID', 'KESTRA_MCP_CONFIG'];

/** Which kestra-mcp an entry of a client starts, and with which configuration. */
export interface Started {
  /** A main module, a program, a package or an image. */
  what: string;
  /** The configuration file, or the folder that a container mounts for it. */
  config: string | undefined;
  variables: Record<string, unknown>;
}

/**
 * Undefined if the entry does not start kestra-mcp. `main` is the main module of this installation, which may be
 * anywhere.
 */
export function startedBy(server: unknown, main: string): Started | undefined {
  if (!isObject(server)) return undefined;
  const command = String(server.command);
  const args = Array.isArray(server.args) ? server.args.map(String) : [];
  const inContainer = CONTAINER.test(command);
  const what = [command, ...args].find(
    (word, index) =>
      (index === 0 ? PROGRAM.test(word) : word === main || PACKAGE.test(word) || MAIN.test(word)) ||
      (index > 0 && inContainer && IMAGE.test(word)),
  );
  if (what === undefined) return undefined;
  const env = isObject(server.env) ? server.env : {};
  return {
    what,
    config: valueAfter(args, '--config') ?? (inContainer ? valueAfter(args, '-v') : undefined),
    variables: Object.fromEntries(WHICH.filter((name) => env[name]).map((name) => [name, env[name]])),
  };
}

/** True if both start the same server for the same Kestra, even if, say, the path of Node differs. */
export function isSame(old: Started, now: Started): boolean {
  // Variables in both were just decided; those only in the old entry would be lost.
  const kept = Object.keys(old.variables).every((name) => name in now.variables);
  return old.what === now.what && old.config === now.config && kept;
}

/** For people: `/path/bin.js with /path/file`. */
export function describeStart({ what, config, variables }: Started): string {
  const { KESTRA_BASE_URL: address } = variables;
  const url = typeof address === 'string' ? urlOf(address) : undefined;
  return [
    what,
    ...(config === undefined ? [] : [`with ${config}`]),
    ...(url === undefined ? [] : [`for ${url.origin}`]),
  ].join(' ');
}

function valueAfter(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
}
