import { distance } from 'fastest-levenshtein';
import { isBlank } from '../values/values.js';
import {
  CONFIG_VARIABLE,
  TRUST_VARIABLE,
  USER_FOLDER_VARIABLE,
  VARIABLES,
  type Variables,
} from './environment.js';

const OURS = [...Object.keys(VARIABLES), CONFIG_VARIABLE, TRUST_VARIABLE, USER_FOLDER_VARIABLE];
/** Most letters by which a name may differ from the intended one. */
const SLIPS = 2;
const PREFIX = /^KESTRA_MCP_/i;
/** Read by the examples that start the server, and by its build. */
const OTHERS = /^KESTRA_MCP_(?:COMMAND|RELEASE|METAFILES|PICTURES)$/;
/** Kubernetes sets these in each pod beside a service named `kestra-mcp`, and Docker for a link. */
const SERVICE = /^KESTRA_MCP_(?:SERVICE_HOST|SERVICE_PORT\w*|PORT_\d+_\w+|NAME|ENV_\w+)$/;
const SERVICE_ADDRESS = /^(?:tcp|udp|sctp):\/\//;

/**
 * A warning for each variable that begins as ours but is not, and for each that is almost one of ours, if that one is
 * not set. Otherwise a limit would be lost silently.
 */
export function misspeltVariables(env: Variables): string[] {
  return Object.keys(env)
    .filter((name) => /^KESTRA_?/i.test(name) && !OURS.includes(name) && !isBlank(env[name]))
    .flatMap((name) => {
      const meant = OURS.find((known) => isBlank(env[known]) && isMeant(name, known));
      if (meant !== undefined) return [`${ignored(name)} Did you mean ${meant}?`];
      return isOthers(name, env[name]) ? [] : [asOurs(name)];
    });
}

function isMeant(name: string, known: string): boolean {
  return distance(letters(name), letters(known)) <= SLIPS;
}

function letters(name: string): string {
  return name.toUpperCase().replaceAll('_', '');
}

function isOthers(name: string, value = ''): boolean {
  return !PREFIX.test(name) || OTHERS.test(name) || SERVICE.test(name) || SERVICE_ADDRESS.test(value);
}

/** A configuration file may use any variable. */
function asOurs(name: string): string {
  const meant = OURS.find((known) => isMeant(name, known)) ?? OURS.find((known) => isShort(name, known));
  if (meant !== undefined) return `${ignored(name)} Did you mean ${meant}?`;
  return `${name} is not a variable of kestra-mcp. It has no effect unless your configuration file uses it.`;
}

/** The name of a flag, such as `KESTRA_MCP_DISABLE`, or a name with `MCP` in excess. */
function isShort(name: string, known: string): boolean {
  const given = rest(name);
  return given.length > 2 && rest(known).startsWith(given);
}

function rest(name: string): string {
  return letters(name).replace(/^KESTRA(?:MCP)?/, '');
}

function ignored(name: string): string {
  return `${name} is not a variable of kestra-mcp and is ignored.`;
}
