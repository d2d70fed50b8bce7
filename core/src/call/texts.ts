/** Texts that mean one value and no other; `undefined` for all the rest, which stays as it was sent. */

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** A number of more characters is one that a double may not hold. */
const LONGEST_NUMBER = 16;

/** `"2"` and `"-0.5"`; not `"2px"`, `"0x10"`, `"1e3"`, `" 2 "`, nor digits that a number would lose. */
export function numberIn(text: string): number | undefined {
  if (text.length > LONGEST_NUMBER || !NUMBER.test(text)) return undefined;
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE'].map((text) => [text, false] as const),
]);

/** As JSON, Python and shells write it; `yes` and `1` are left to the caller to say better. */
export function truthIn(text: string): boolean | undefined {
  return TRUTHS.get(text);
}

const LONGEST_JSON = 1_000_000;
const DEEPEST_JSON = 64;

/** The object or list that a text holds. What is too long or too deep, or names `__proto__`, is not read. */
export function jsonIn(text: string): object | undefined {
  if (text.length > LONGEST_JSON || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as object;
    return isPlain(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Without recursion: a deep value must not become a deep stack. */
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

/** Two spellings of one word, which log levels and states of Kestra do not share. */
const SPELLINGS: Readonly<Record<string, string>> = { WARNING: 'WARN', WARN: 'WARNING' };

/** `2.0`, `v2` and `2.x` are the version 2. */
const VERSION = /^V?(\d{1,4})(\.(\d{1,4}|X|\*))*$/;

/** The one choice that a word names in another case, in its other spelling, or as a version of that number. */
export function choiceIn(text: string, choices: readonly unknown[]): unknown {
  const said = text.trim().toUpperCase();
  const word = VERSION.exec(said)?.[1] ?? said;
  const named = (wanted: string | undefined) =>
    choices.filter((choice) => typeof choice === 'string' && choice.toUpperCase() === wanted);
  const same = named(word);
  const found = same.length > 0 || !Object.hasOwn(SPELLINGS, word) ? same : named(SPELLINGS[word]);
  return found.length === 1 ? found[0] : undefined;
}
