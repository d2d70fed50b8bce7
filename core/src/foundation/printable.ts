const ESCAPE = '\u001b';
/** Color codes carry no meaning, so they are dropped. */
const COLOURS = new RegExp(`(?:${ESCAPE}\\[|\u009b)[\\d;:]*m`, 'g');
/**
 * Characters that are invisible or control the display: control characters except tab and line feed, joiners, fillers,
 * selectors, tags, characters that change the text direction, and line ends that editors do not show as such.
 */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb\p{Cs}]/u;
const ALL_UNSEEN = new RegExp(UNSEEN.source, 'gu');
/**
 * Places where some of these are legitimate: in emoji, in flags of regions, and in words of scripts that join letters.
 */
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
/** Marks that only say to which side a sign next to a word of such a script belongs. */
const MARKS = /[\u200e\u200f\u061c]/;
const TO_THE_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A foreign text in a form that is safe to show to a person. Characters that control a terminal, are invisible or
 * reverse the text are written out, as in `<U+202E>`.
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

/** Almost no text needs this. */
const HOLDS = new RegExp(`(?![\\t\\n])${UNSEEN.source}`, 'u');

function shown(text: string, keepsMarks: boolean): string {
  return text.replace(ALL_UNSEEN, (found) => {
    if (found === '\n' || found === '\t' || (keepsMarks && MARKS.test(found))) return found;
    const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<U+${code}>`;
  });
}
