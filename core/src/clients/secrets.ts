import { isDeepStrictEqual } from 'node:util';
import { VARIABLES } from '../config/sources/environment.js';
import { isObject, own } from './document.js';

/** Shown instead of a secret. */
export const AS_IT_IS = 'your current value';

const SECRET = /PASS|TOKEN|KEY|SECRET|AUTH|HEADER|COOKIE|CREDENTIAL/i;
/** Placeholders that a client fills in are not secret: `${input:x}`, `${env:NAME}`, `$KESTRA_PASSWORD`. */
const REFERENCE = /^\$\{(?:input|env):[\w.-]+\}$|^\$\{KESTRA_\w+\}$|^\$KESTRA_\w+$/;
const URL_WITH_USER = /\/\/[^/\s]*@/;

/** An entry without its secrets. Every variable that is not known to be harmless may be a secret. */
export function withoutSecrets(server: Record<string, unknown>): Record<string, unknown> {
  const env = Object.entries(isObject(server.env) ? server.env : {}).map(([name, value]) => [
    name,
    isHarmless(name) ? masked(name, value) : reference(value),
  ]);
  const rest = Object.entries(server).map(([key, value]) => [key, masked(key, value)]);
  return { ...Object.fromEntries(rest), ...('env' in server && { env: Object.fromEntries(env) }) };
}

export function holdsSecret(server: Record<string, unknown>): boolean {
  return !isDeepStrictEqual(withoutSecrets(server), server);
}

function isHarmless(name: string): boolean {
  return own(VARIABLES, name) !== undefined && !SECRET.test(name);
}

function masked(key: string, value: unknown): unknown {
  if (SECRET.test(key)) return reference(value);
  if (typeof value === 'string') return URL_WITH_USER.test(value) ? AS_IT_IS : value;
  if (Array.isArray(value)) return value.map((each) => masked('', each));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(name, inner)]));
}

function reference(value: unknown): unknown {
  return typeof value === 'string' && REFERENCE.test(value) ? value : AS_IT_IS;
}
