const ESCAPE = '\u001b';
/** Colours say nothing, and leave the text that they are for. */
const COLOURS = new RegExp(`(?:${ESCAPE}\\[|\u009b)[\\d;:]*m`, 'g');
/**
 * What is not seen, or steers what is: controls but tab and end of line, joiners, fillers, selectors, tags, what turns the
 * direction of a text, and ends of lines that no editor shows as such.
 */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb\p{Cs}]/u;
const ALL_UNSEEN = new RegExp(UNSEEN.source, 'gu');
/** Where some of them belong: within an emoji, the flag of a part of a country, and words of scripts that join letters. */
const BELONGING = new RegExp(
  [
    '(?:\\p{Extended_Pictographic}\\ufe0f?\\p{Emoji_Modifier}?\\u200d)+(?=\\p{Extended_Pictographic})',
    '[\\p{Extended_Pictographic}#*\\d]\\ufe0f?\\u20e3|\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]',
    '\\u{1f3f4}[\\u{e0030}-\\u{e007a}]{3,6}\\u{e007f}',
    '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}]\\p{M}*[\\u200c\\u200d\\u180b-\\u180e](?=[\\p{L}\\s]|$)',
    '[\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}][\\u200c\\u200d](?=\\p{L}|\\s|$)',
  ].join('|'),
  'gu',
);
/** Marks that only tell a sign beside a word of such a script to which side it belongs. */
const MARKS = /[\u200e\u200f\u061c]/;
const TO_THE_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A text of others as it may be shown to a person: what steers a terminal, hides, or turns around what is said is written
 * out, as `<U+202E>`.
 */
export function printable(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!HOLDS.test(lines)) return lines;
  const plain = lines.replace(COLOURS, '');
  const keepsMarks = TO_THE_LEFT.test(plain);
  const parts: string[] = [];
  let at = 0;
  for (const { 0: whole, index } of plain.matchAll(BELONGING)) {
    parts.push(shown(plain.slice(at, index), keepsMarks), whole);
    at = index + whole.length;
  }
  return [...parts, shown(plain.slice(at), keepsMarks)].join('');
}

/** Nearly no text does. */
const HOLDS = new RegExp(`(?![\\t\\n])${UNSEEN.source}`, 'u');

function shown(text: string, keepsMarks: boolean): string {
  return text.replace(ALL_UNSEEN, (found) => {
    if (found === '\n' || found === '\t' || (keepsMarks && MARKS.test(found))) return found;
    const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<U+${code}>`;
  });
}
