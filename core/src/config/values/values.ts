import { LOG_LEVELS, type LogLevel } from '../../foundation/levels.js';
import { didYouMean } from '../../foundation/nearest.js';
import { PRESETS, type Preset, SANDBOX_MODES, type SandboxMode } from '../config.js';

/** An invalid value. The message continues a sentence that starts with the name of the value: `must be …`. */
export class Invalid extends Error {}

export const MUST_BE_TEXT = 'must be a string. Put it in quotes.';

const MAX_TIMEOUT_MS = 3_600_000;
/** A smaller limit has no room for the notes of a result. Responses of Kestra are never larger. */
const ANSWER_CHARS = [4_000, 10_000_000] as const;
/** The key length that HMAC with SHA-256 recommends. */
const STATE_KEY = 32;
const VERSION = /^v?(\d+(?:\.\d+){0,2}(?:[-+][\w.+-]+)?)$/i;
const TENANT = /^[a-z0-9][a-z0-9_-]*$/i;
const NAMESPACE = /^(?=.{1,150}$)[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/;
/** What an HTTP header can contain, without spaces. */
const TOKEN = /^[\x21-\x7e]+$/;

/** A comma outside of braces: `{a,b}` is one name with alternatives. */
const BETWEEN_NAMES = /,(?![^{]*\})/;

const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
]);

/** Level names of Python and other loggers, mapped to ours. */
const LEVEL_ALIASES: Record<string, LogLevel> = { warn: 'warning', fatal: 'critical', notset: 'debug' };

export function isBlank(value: string | undefined): value is undefined | '' {
  return value === undefined || value.trim() === '';
}

export function parseText(value: unknown): string {
  if (typeof value !== 'string') throw new Invalid(MUST_BE_TEXT);
  return value;
}

/** A version without the leading `v`. */
export function parseVersion(value: unknown): string {
  const text = parseText(value).trim();
  const version = VERSION.exec(text)?.[1];
  if (version === undefined) {
    throw new Invalid(`must be a Kestra version such as 1.3, 2 or 2.0.1, but is "${text}".`);
  }
  return version;
}

/** The message never repeats the key. */
export function parseStateKey(value: unknown): string {
  const text = parseText(value).trim();
  if (text.length < STATE_KEY)
    throw new Invalid(`must be a random string of at least ${STATE_KEY} characters.`);
  return text;
}

export function parseTenant(value: unknown): string {
  const text = parseText(value).trim();
  if (!TENANT.test(text)) {
    throw new Invalid(
      `must be a tenant id of letters, digits, "-" and "_" that starts with a letter or digit, but is "${text}".`,
    );
  }
  return text;
}

/** The message never repeats the token. */
export function parseToken(value: unknown): string {
  const text = parseText(value).trim();
  if (!TOKEN.test(text)) throw new Invalid('must be the token alone, without spaces and without "Bearer".');
  return text;
}

export function parseBoolean(value: unknown): boolean {
  const parsed = BOOLEANS.get(String(value).trim().toLowerCase());
  if (parsed === undefined) {
    throw new Invalid(`must be true or false (1, 0, yes and no also work), but is "${String(value)}".`);
  }
  return parsed;
}

export function parseLevel(value: unknown): LogLevel {
  const text = parseText(value).trim();
  const name = text.toLowerCase();
  const level =
    (Object.hasOwn(LEVEL_ALIASES, name) ? LEVEL_ALIASES[name] : undefined) ??
    LOG_LEVELS.find((known) => known === name);
  if (level === undefined) {
    const near = didYouMean(text, [...LOG_LEVELS, ...Object.keys(LEVEL_ALIASES)]);
    throw new Invalid(`must be one of ${LOG_LEVELS.join(', ')}, but is "${text}".${near}`);
  }
  return level;
}

export function parseTimeout(value: unknown): number {
  const ms = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 1 || ms > MAX_TIMEOUT_MS) {
    throw new Invalid(`must be a whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}.`);
  }
  return ms;
}

export function parseAnswerChars(value: unknown): number {
  const chars = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const [least, most] = ANSWER_CHARS;
  if (typeof chars !== 'number' || !Number.isInteger(chars) || chars < least || chars > most) {
    throw new Invalid(`must be a whole number of characters from ${least} to ${most}.`);
  }
  return chars;
}

/** A namespace as a string, or a list of allowed ones. A comma turns a string into a list. */
export function parseFixedNamespaces(value: unknown): string | string[] {
  const names = parseNames(value);
  const [first] = names;
  if (first === undefined) throw new Invalid('must not be empty. Name a namespace.');
  const odd = names.find((name) => !NAMESPACE.test(name));
  if (odd !== undefined) {
    throw new Invalid(
      `must be a namespace such as company.team, or several. "${odd}" is not a namespace, and wildcards do not work here.`,
    );
  }
  return typeof value === 'string' && names.length === 1 ? first : names;
}

/** Names from a comma-separated list, or from a list whose items may be comma-separated. */
export function parseNames(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items
    .flatMap((item) => parseText(item).split(BETWEEN_NAMES))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export function parsePreset(value: unknown): Preset {
  const text = parseText(value).trim();
  const preset = PRESETS.find((known) => known === text.toLowerCase());
  if (preset !== undefined) return preset;
  throw new Invalid(`must be one of ${PRESETS.join(', ')}, but is "${text}".${didYouMean(text, PRESETS)}`);
}

export function parseSandbox(value: unknown): SandboxMode {
  const mode = SANDBOX_MODES.find((known) => known === value);
  if (mode === undefined) {
    const text = String(value);
    throw new Invalid(
      `must be one of ${SANDBOX_MODES.join(', ')}, but is "${text}".${didYouMean(text, SANDBOX_MODES)}`,
    );
  }
  return mode;
}
