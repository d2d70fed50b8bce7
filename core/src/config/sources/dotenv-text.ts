import { hostOf, isOwnHost } from '../address-host.js';
import type { Variables } from './environment.js';

/** An assignment in a `.env`, and the place of its text. */
export interface Assignment {
  name: string;
  /** Undefined for a name without a value. `${X}` is not yet filled in. */
  value: string | undefined;
  start: number;
  end: number;
}

const SPACE = /\s*/y;
const EXPORT = /(?:export[^\S\r\n]+)?/y;
const NAME = /'([^']+)'|(?!')([^=#\s]+)/y;
/** A space before `#` starts a comment; `KEY=#a` has a value. */
const EQUALS = /[^\S\r\n]*=(?:[^\S\r\n]+(?=#))?[^\S\r\n]*/y;
const EMPTY = /(?<=\s)(?=#)/y;
const SINGLE = /'((?:\\[\s\S]|[^'\\])*)'/y;
const DOUBLE = /"((?:\\[\s\S]|[^"\\])*)"/y;
const BARE = /(?!['"])[^\r\n]*/y;
const END = /[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/y;
const REST = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The assignments of a `.env`, parsed like python-dotenv. Invalid lines are skipped. */
export function assignments(text: string): Assignment[] {
  const found: Assignment[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const one = assignment();
    if (one === undefined) {
      at = start;
      take(SPACE);
      take(REST);
    } else if (one.name !== '') found.push({ ...one, start, end: at });
  }
  return found;

  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? undefined;
    if (match !== undefined) at = pattern.lastIndex;
    return match;
  }

  /** Undefined for an invalid line. Has no name for a comment or at the end. */
  function assignment(): Pick<Assignment, 'name' | 'value'> | undefined {
    take(SPACE);
    if (take(END)) return { name: '', value: undefined };
    take(EXPORT);
    const key = take(NAME);
    if (key === undefined) return undefined;
    const value = take(EQUALS) && written();
    return take(END) && { name: key[1] ?? key[2] ?? '', value };
  }

  function written(): string | undefined {
    if (take(EMPTY)) return '';
    const single = take(SINGLE)?.[1];
    if (single !== undefined) return single.replace(/\\([\\'])/g, '$1');
    const double = take(DOUBLE)?.[1];
    if (double !== undefined)
      return double.replace(/\\([\\'"abfnrtv])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
    return take(BARE)?.[0]
      .replace(/(?<!\s)\s+#.*/, '')
      .trimEnd();
  }
}

const VARIABLE = /\$\{([^}:]*)(?::-([^}]*))?\}/g;

/**
 * The variables that a `.env` sets. `${X}` and `${X:-d}` are filled in from the environment, then from the lines above.
 */
export function parseDotenv(text: string, env: Variables = {}): Record<string, string> {
  const known = new Map<string, string>();
  for (const { name, value } of assignments(text)) {
    if (value === undefined) known.delete(name);
    else known.set(name, value.replace(VARIABLE, filled));
  }
  return Object.fromEntries(known);

  function filled(_: string, name: string, fallback = ''): string {
    return env[name] || known.get(name) || fallback;
  }
}

/** The variables whose URL has an environment variable in its host name: whoever answers there would read its value. */
export function foreignHosts(text: string, env: Variables): string[] {
  const raws = new Map(assignments(text).map(({ name, value }) => [name, value]));
  if (![...raws.values()].some((raw) => raw?.includes('$'))) return [];
  const [filled, alone] = [parseDotenv(text, env), parseDotenv(text)];
  return [...raws].flatMap(([name, raw]) => {
    if (!raw?.includes('$')) return [];
    const whole = /_proxy$/i.test(name) ? withScheme : (address = '') => address;
    const address = whole(filled[name]);
    const isOwn = isOwnHost(raw, address, (variable) => whole(env[variable]));
    return isOwn || hostOf(address) === hostOf(whole(alone[name])) ? [] : [name];
  });
}

/** A proxy may be written without a scheme. */
function withScheme(address = ''): string {
  return address === '' || address.includes('://') ? address : `http://${address}`;
}
