/** Masks secrets in a text. Modules that know secrets are in higher folders and register themselves here. */
let hide = (text: string): string => text;

export function hideWith(redact: (text: string) => string): void {
  hide = redact;
}

/**
 * The beginning of a text that is too long, and a note that it was cut. Secrets are masked first, because half of a
 * secret would no longer be recognized.
 */
export function cutTo(longest: number, text: string, mark = (_length: number): string => ' …'): string {
  if (text.length <= longest) return text;
  const hidden = hide(text);
  return hidden.length <= longest ? hidden : `${beginning(hidden, longest)}${mark(hidden.length)}`;
}

/** The beginning of a text, at most this many UTF-16 units, without cutting a character in half. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
