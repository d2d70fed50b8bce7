import { cutText, type Execution, jsonChars } from '@kestra-mcp/core';
import { isMap } from './reading/flow-map.js';

const MASK = '***';
/** Longest value, and most values, to show. */
const LONGEST = 300;
const MOST = 20;

/** Names of values that should not be shown. */
const SECRET_NAME =
  /pass(word|wd|phrase)?s?$|secret|token|api_?-?key|credential|private_?-?key|authorization/i;
const ENCRYPTED = 'io.kestra.datatype:aes_encrypted';

/** The inputs of an execution: short values, and no secrets. */
export function toldInputs({ inputs }: Execution, declared: unknown): Record<string, unknown> | undefined {
  if (!isMap(inputs)) return undefined;
  const secret = secretInputs(declared);
  const entries = Object.entries(inputs).slice(0, MOST);
  if (entries.length === 0) return undefined;
  const left = Object.keys(inputs).length - entries.length;
  return {
    ...Object.fromEntries(entries.map(([id, value]) => [id, toldValue(id, value, secret)])),
    ...(left > 0 && { '…': `${left} more` }),
  };
}

/** A value without secrets. Names of its members are checked as well. */
export function toldValue(name: string, value: unknown, secret: ReadonlySet<string>): unknown {
  if (value === null || value === undefined) return value;
  if (secret.has(name) || SECRET_NAME.test(name) || isEncrypted(value)) return MASK;
  return short(masked(value));
}

/** Inputs that a flow declares as secret. */
export function secretInputs(declared: unknown): ReadonlySet<string> {
  const list = Array.isArray(declared) ? declared.filter(isMap) : [];
  return new Set(list.filter(({ type }) => type === 'SECRET').map(({ id }) => String(id)));
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isMap(value)) return value;
  if (isEncrypted(value)) return MASK;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member !== 'object' && SECRET_NAME.test(name) ? MASK : masked(member),
    ]),
  );
}

function isEncrypted(value: unknown): boolean {
  return isMap(value) && value.type === ENCRYPTED;
}

export function short(value: unknown): unknown {
  if (jsonChars(value) <= LONGEST) return value;
  return cutText(typeof value === 'string' ? value : JSON.stringify(value), LONGEST);
}

/** The labels that users set, as `key: value`. */
export function userLabels({ labels }: Execution): Record<string, string> {
  const own = (labels ?? []).filter(({ key }) => !key.startsWith('system.')).slice(0, MOST);
  return Object.fromEntries(own.map(({ key, value }) => [key, SECRET_NAME.test(key) ? MASK : String(value)]));
}
