/** What takes secrets out of a text. The folders that know them stand above this one, and say it here. */
let hide = (text: string): string => text;

export function hideWith(redact: (text: string) => string): void {
  hide = redact;
}

/**
 * The beginning of a text that is too long, and what says so. Secrets are masked first: half of one, where the cut goes
 * through it, would no longer be known as one.
 */
export function cutTo(longest: number, text: string, mark = (_length: number): string => ' …'): string {
  if (text.length <= longest) return text;
  const hidden = hide(text);
  return hidden.length <= longest ? hidden : `${beginning(hidden, longest)}${mark(hidden.length)}`;
}

/** The beginning of a text, of at most so many UTF-16 units, without half a character at its end. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
