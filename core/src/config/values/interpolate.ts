import { isOwnHost } from '../address-host.js';
import type { Variables } from '../sources/environment.js';
import { isBlank } from './values.js';

/** A problem with one key of the configuration file, as a whole sentence. */
export interface Problem {
  /** The dotted key; `''` for the whole file. */
  key: string;
  text: string;
}

interface Interpolated {
  value: unknown;
  problems: Problem[];
  /** Keys whose value contains a literal `${`, written as `$${`. */
  escaped: ReadonlySet<string>;
}

const PLACEHOLDER = /\$\$\{|\$\{(?:([A-Za-z_]\w*)(?::-([^}]*))?\})?/g;

/** Marks an unset value, which is removed from the surrounding list or object. */
const UNSET = Symbol('unset');

/**
 * Replaces `${X}` and `${X:-default}` in every string. `$${` means a literal `${`. A string that becomes blank is
 * unset, and so is a list or object that becomes empty.
 */
export function interpolate(value: unknown, variables: Variables): Interpolated {
  const problems: Problem[] = [];
  const escaped = new Set<string>();
  const replaced = walk(value, []);
  return { value: replaced === UNSET ? {} : replaced, problems, escaped };

  function walk(node: unknown, path: readonly (string | number)[]): unknown {
    if (typeof node === 'string') {
      const key = path.join('.');
      const after = fill(node, key);
      if (key === 'kestra.baseUrl' && !isOwnHost(node, after, (name) => variables[name]))
        problems.push({ key, text: FOREIGN_HOST });
      if (isBlank(after) && isGuard(path, node === after))
        problems.push({ key: path.join('.'), text: blankGuard(path) });
      return unlessBlank(node, after, path);
    }
    if (isPluginObject(node, path)) return node;
    if (Array.isArray(node)) {
      const items: unknown[] = node.map((item, index) => walk(item, [...path, index]));
      const kept = items.filter((item) => item !== UNSET);
      return isEmptied(items, kept, path) ? UNSET : kept;
    }
    if (!isPlainObject(node)) return node;
    const entries = Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])] as const);
    const kept = entries.filter(([, item]) => item !== UNSET);
    return isEmptied(entries, kept, path) ? UNSET : Object.fromEntries(kept);
  }

  function fill(text: string, key: string): string {
    return text.replace(PLACEHOLDER, (match: string, name?: string, fallback?: string) => {
      if (match === '$${') {
        escaped.add(key);
        return '${';
      }
      const found = name === undefined ? undefined : variables[name];
      if (!isBlank(found)) return found;
      if (fallback !== undefined) return fallback;
      problems.push({ key, text: name === undefined ? notAVariable(key) : undefinedVariable(key, name) });
      return match;
    });
  }
}

function unlessBlank(before: string, after: string, path: readonly (string | number)[]): unknown {
  // A plugin may give a meaning to an option that was written as empty.
  const meant = path[0] === 'plugins' && before === after;
  return isBlank(after) && !meant ? UNSET : after;
}

function isEmptied(before: readonly unknown[], kept: readonly unknown[], path: readonly unknown[]): boolean {
  // Otherwise a pair without its plugin would leave the options in the plugin's place.
  if (path[0] === 'plugins' && path.length > 1) return path.length === 2 && before[0] === UNSET;
  return before.length > 0 && kept.length === 0;
}

/**
 * A limit must not disappear because it is blank. The other settings may fall back to their defaults if a variable is
 * unset.
 */
function isGuard(path: readonly (string | number)[], literally: boolean): boolean {
  const [first, second = ''] = path;
  if (first !== 'tools') return false;
  return (
    ['fixed', 'only'].includes(String(second)) ||
    (literally && ['disable', 'readOnly'].includes(String(second)))
  );
}

function blankGuard(path: readonly (string | number)[]): string {
  return `${path.join('.')} is empty, so it would not limit anything. Give it a value, or remove it.`;
}

/** `plugins.0`, or `plugins.0.0` in a pair: an object with an identity, which is never copied. */
function isPluginObject(node: unknown, path: readonly (string | number)[]): boolean {
  if (path[0] !== 'plugins' || Array.isArray(node)) return false;
  return path.length === 2 || (path.length === 3 && path[2] === 0);
}

/** Includes objects of another realm, but not instances of classes. */
function isPlainObject(node: unknown): node is Record<string, unknown> {
  if (typeof node !== 'object' || node === null) return false;
  const prototype: unknown = Object.getPrototypeOf(node);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const FOREIGN_HOST =
  'kestra.baseUrl uses a variable in its host name. Write out the host name, or put the whole URL into one variable.';

function undefinedVariable(key: string, name: string): string {
  return `${key} uses the environment variable ${name}, which is not set. Set it, or give a default: \${${name}:-default}.`;
}

function notAVariable(key: string): string {
  return `${key} has a "\${" that does not start \${NAME} or \${NAME:-default}. To use these characters literally, write $\${.`;
}
