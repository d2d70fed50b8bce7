import { isOwnHost } from '../address-host.js';
import type { Variables } from '../sources/environment.js';
import { isBlank } from './values.js';

/** What is wrong with one key of the configuration file; the text is a whole sentence. */
export interface Problem {
  /** Dotted, `''` for the whole file. */
  key: string;
  text: string;
}

interface Interpolated {
  value: unknown;
  problems: Problem[];
  /** Keys that hold a `${` because they say `$${`. */
  escaped: ReadonlySet<string>;
}

const PLACEHOLDER = /\$\$\{|\$\{(?:([A-Za-z_]\w*)(?::-([^}]*))?\})?/g;

/** Marks what counts as unset, to be left out of the list or object around it. */
const UNSET = Symbol('unset');

/**
 * Replaces `${X}` and `${X:-default}` in every string; `$${` stands for `${`.
 * A string that becomes blank is unset, and so is a list or object of which nothing is left.
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
  // A plugin may give a meaning to an empty option that was written as such.
  const meant = path[0] === 'plugins' && before === after;
  return isBlank(after) && !meant ? UNSET : after;
}

function isEmptied(before: readonly unknown[], kept: readonly unknown[], path: readonly unknown[]): boolean {
  // A pair without its plugin would leave the options in its place.
  if (path[0] === 'plugins' && path.length > 1) return path.length === 2 && before[0] === UNSET;
  return before.length > 0 && kept.length === 0;
}

/**
 * What is written to limit must not come to nothing by being blank. A variable that may be unset may leave the other two
 * as they are by default.
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

/** `plugins.0`, or `plugins.0.0` of a pair: code with an identity of its own, never copied. */
function isPluginObject(node: unknown, path: readonly (string | number)[]): boolean {
  if (path[0] !== 'plugins' || Array.isArray(node)) return false;
  return path.length === 2 || (path.length === 3 && path[2] === 0);
}

/** Objects of another realm count; instances of classes do not. */
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
