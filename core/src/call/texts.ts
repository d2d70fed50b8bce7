/** Conversions of texts that have exactly one meaning. They return `undefined` for all others, which stay as sent. */

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** A double may lose digits of a longer number. */
const LONGEST_NUMBER = 16;

/** Accepts `"2"` and `"-0.5"`, but not `"2px"`, `"0x10"`, `"1e3"`, `" 2 "`, or more digits than a number can hold. */
export function numberIn(text: string): number | undefined {
  if (text.length > LONGEST_NUMBER || !NUMBER.test(text)) return undefined;
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
]);

/** Accepts the spellings of JSON, Python and shells, but not the ambiguous `yes` and `1`. */
export function truthIn(text: string): boolean | undefined {
  return TRUTHS.get(text);
}

const LONGEST_JSON = 1_000_000;
const DEEPEST_JSON = 64;

/** Parses an object or a list. Texts that are too long or too deep, or that contain `__proto__`, are not parsed. */
export function jsonIn(text: string): object | undefined {
  if (text.length > LONGEST_JSON || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as object;
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Not recursive, because a deep value must not overflow the stack. */
function isPlain(value: object): boolean {
  let level = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST_JSON || level.some((each) => Object.hasOwn(each, '__proto__'))) return false;
    level = level.flatMap((each) => Object.values(each).filter(isContainer));
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Alternative spellings that are not also a log level or state of Kestra. */
const SPELLINGS: Readonly<Record<string, string>> = { WARNING: 'WARN', WARN: 'WARNING' };

/** `2.0`, `v2` and `2.x` all mean version 2. */
const VERSION = /^V?(\d{1,4})(\.(\d{1,4}|X|\*))*$/;

/** The only choice that a word means in another case, in an alternative spelling, or as a version number. */
export function choiceIn(text: string, choices: readonly unknown[]): unknown {
  const said = text.trim().toUpperCase();
  const word = VERSION.exec(said)?.[1] ?? said;
  const named = (wanted: string | undefined) =>
    choices.filter((choice) => typeof choice === 'string' && choice.toUpperCase() === wanted);
  const same = named(word);
  const found = same.length > 0 || !Object.hasOwn(SPELLINGS, word) ? same : named(SPELLINGS[word]);
  return found.length === 1 ? found[0] : undefined;
}
