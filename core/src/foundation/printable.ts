const ESCAPE = '\u001b';
/** What steers a terminal: colours and cursor (CSI), titles and links (OSC and its like, to their end). */
const SEQUENCES = new RegExp(
  `(?:${ESCAPE}\\[|\u009b)[0-?]*[ -/]*[@-~]|${ESCAPE}[\\]P^_X][^\u0007${ESCAPE}\u009c]*(?:\u0007|\u009c|${ESCAPE}\\\\)`,
  'g',
);
/** Control characters but tab and end of line, and those that turn the direction of what follows. */
const CONTROLS = new RegExp(`${ESCAPE}[\\]P^_X]?|[\\p{Cc}\u202a-\u202e\u2066-\u2069]`, 'gu');

/** A text of others as it may be shown to a person: nothing in it steers a terminal or hides what it says. */
export function printable(text: string): string {
  return text
    .replace(SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, (found) => (found === '\n' || found === '\t' ? found : ''));
}
