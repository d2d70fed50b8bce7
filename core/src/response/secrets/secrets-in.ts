import { types } from 'node:util';
import { isGuessable } from './guessable.js';

/** How the names of secrets end, in every naming style. */
const NAME =
  '(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|authorization|credentials?)';
const NAMED = new RegExp(`${NAME}$`, 'i');
/** A quoted text, or the rest of the line as YAML and `.env` write it without quotes. */
const VALUE = `(?:"((?:[^"\\\\\\n]|\\\\.){0,2048})"|'((?:[^'\\\\\\n]|\\\\.){0,2048})'|\`([^\`]{0,2048})\`|([^\\s"'\`{[][^\\n,}\\]]{0,2048}))`;
const ASSIGNED = new RegExp(`${NAME}["']?[^\\S\\n]{0,20}[:=][^\\S\\n]{0,20}${VALUE}`, 'gi');
/** A private key, whose line ends may be escaped. */
const KEY = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----)){20,20000}-----END/g;
/** `https://user:password@host`. */
const IN_ADDRESS = /:\/\/[^\s/@:"']{0,256}:([^\s/@"']{1,1024})@/g;
/** Values in the place of a secret that are not secrets. */
const PLAIN = /^(?:true|false|null|none|undefined|basic|bearer|<.*>|\d{1,3})$/i;
const DEEPEST = 50;

/**
 * Likely secrets in the text of any file (JSON, YAML, `.env`, code), even if it cannot be parsed. They are recognized
 * by the name before them or as part of an address. In code, a value without quotes is an expression.
 */
export function secretsInText(text: string, isCode = false): string[] {
  const named = [...text.matchAll(ASSIGNED)].flatMap(([, double, single, template, bare]) => {
    if (double !== undefined) return [double, unescaped(double)];
    if (bare === undefined) return [single ?? template ?? ''];
    return isCode ? [] : [bare.trim(), bare.replace(/\s+#.*/, '').trim()];
  });
  return [...named, ...keysIn(text), ...inAddresses(text)].filter(isLikely);
}

/** Secrets inside a secret: members of a JSON text, such as the key of a service account. */
export function secretsWithin(secret: string): string[] {
  return [...keysIn(secret), ...(secret.trimStart().startsWith('{') ? secretsInValue(parsed(secret)) : [])];
}

/**
 * Likely secrets in a value, such as a parsed configuration. Instances of classes and proxies are not configuration.
 */
export function secretsInValue(value: unknown, name = '', within: readonly unknown[] = []): string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value);
    return [...(NAMED.test(name) ? [text] : []), ...keysIn(text), ...inAddresses(text)].filter(isLikely);
  }
  if (typeof value !== 'object' || value === null || within.length > DEEPEST || within.includes(value))
    return [];
  if (types.isProxy(value)) return [];
  const inside = [...within, value];
  if (Array.isArray(value)) return value.flatMap((item) => secretsInValue(item, name, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return [];
  return Object.keys(value).flatMap((key) => secretsInValue(memberOf(value, key), key, inside));
}

/** If a member cannot be read, the code that uses it reports that. */
function memberOf(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** Secrets in environment variables. In variables other than `KESTRA_*`, only those that cannot be guessed. */
export function secretsInVariables(variables: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(variables).flatMap(([name, value = '']) => {
    const found = secretsInValue(value.trim(), name);
    return name.startsWith('KESTRA_') ? found : found.filter((secret) => !isGuessable(secret));
  });
}

function keysIn(text: string): string[] {
  return [...text.matchAll(KEY)].map(([key]) => key.replace(/(?:\\+r)?\\+n/g, '\n'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inAddresses(text: string): string[] {
  return [...text.matchAll(IN_ADDRESS)].flatMap(([, password = '']) => [password, decoded(password)]);
}

function isLikely(text: string): boolean {
  return text !== '' && !text.includes('${') && !PLAIN.test(text);
}

function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
