/** Words that say nothing about what is sought. */
const EMPTY = new Set(
  (
    'a an the of to with and or in on for is are was be been it its my me i we you your that this these those from by ' +
    'as do does did how what which want need needs like please can could should would will some something thing things ' +
    'just then there so into onto up out over use using kestra task type plugin run runs running execute executes executing has have had'
  ).split(' '),
);

/** `HTTPRequest` and `dataFiltersKPI` are words too. */
const HUMPS = /(\p{Ll}|\d)(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})/gu;
const VOWEL = /[aeiouy]/;
const LONGEST = 40;

/** The words of a text or of a camel-case name, in lower case. */
export function wordsOf(text: string): string[] {
  const parted = text.replace(HUMPS, (_, a, b, c, d) => (a ? `${a} ${b}` : `${c} ${d}`));
  const words = parted.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => word.length <= LONGEST);
}

/** The stems of a text without its stop words, unless it has only stop words. */
export function stemsOf(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !EMPTY.has(word));
  return (telling.length > 0 ? telling : words).map(stem);
}

const ENDINGS: readonly (readonly [ending: RegExp, becomes: string, leaves: number])[] = [
  [/ies$/, 'y', 2],
  [/(?<=x|ch|sh|ss|z)es$/, '', 2],
  [/(?<![sui])s$/, '', 3],
  [/(ing|ed)$/, '', 3],
  [/(ation|ator|ate)$/, '', 4],
  [/(ion|al|er|or|ment|ly)$/, '', 4],
  [/e$/, '', 3],
];

/** The common stem of related words: `approve`, `approving` and `approval` become `approv`. */
export function stem(word: string): string {
  let left = word;
  for (const [ending, becomes, leaves] of ENDINGS) {
    const cut = left.replace(ending, '');
    if (cut === left || cut.length < leaves || !VOWEL.test(cut)) continue;
    left = cut + becomes;
    if (ending.source.includes('ing')) left = left.replace(/([^aeiouylsz])\1$/, '$1');
  }
  return left.length > 3 ? left.replace(/y$/, 'i') : left;
}
