/** A form of a secret: the source of a regular expression, and all pairs of characters that a match may begin with. */
export interface Form {
  readonly source: string;
  readonly starts: readonly string[];
}

/** A form whose source is created only when a text may contain a match, because most texts contain none. */
export function form(starts: readonly string[], make: () => string): Form {
  let source: string | undefined;
  return {
    starts,
    get source() {
      source ??= make();
      return source;
    },
  };
}

/** Returns the replacement for a match. */
export type Replace = (found: string) => string;

/**
 * Replaces forms in texts. If two match at the same place, the first in the list wins. A single expression for all
 * forms would be tried at every place: forty secrets in 9 MB take a minute. So a form is tried only where the next two
 * characters may begin it, which is almost nowhere.
 */
export function finder(forms: readonly Form[], replace: Replace): (text: string) => string {
  const beginning = new Map<number, Form[]>();
  // One bit for each pair.
  const isStart = new Uint8Array(PAIRS / 8);
  for (const form of forms) {
    for (const start of form.starts) {
      const pair = pairOf(start.charCodeAt(0), start.charCodeAt(1));
      const others = beginning.get(pair);
      if (others === undefined) beginning.set(pair, [form]);
      else if (others.at(-1) !== form) others.push(form);
      isStart[pair >> 3] = (isStart[pair >> 3] ?? 0) | (1 << (pair & 7));
    }
  }
  const patterns = new Map<number, RegExp>();
  const patternFor = (pair: number): RegExp => {
    const pattern = patterns.get(pair) ?? new RegExp(sourcesOf(beginning.get(pair)), 'y');
    patterns.set(pair, pattern);
    return pattern;
  };
  return (text) => {
    const parts: string[] = [];
    let from = 0;
    for (let at = 0; at < text.length - 1; at++) {
      const pair = pairOf(text.charCodeAt(at), text.charCodeAt(at + 1));
      if (((isStart[pair >> 3] ?? 0) & (1 << (pair & 7))) === 0) continue;
      const pattern = patternFor(pair);
      pattern.lastIndex = at;
      if (!pattern.test(text)) continue;
      parts.push(text.slice(from, at), replace(text.slice(at, pattern.lastIndex)));
      from = pattern.lastIndex;
      at = from - 1;
    }
    return from === 0 ? text : parts.join('') + text.slice(from);
  };
}

function sourcesOf(forms: readonly Form[] = []): string {
  return [...new Set(forms.map(({ source }) => source))].join('|');
}

const PAIRS = 0x1_0000;

/** Packs two characters into 16 bits. Other characters may collide with them, which only costs an extra attempt. */
function pairOf(first: number, second: number): number {
  return ((first & 0xff) << 8) | (second & 0xff);
}
