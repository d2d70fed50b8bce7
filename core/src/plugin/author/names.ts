/** Of tools, resources, prompts, groups and plugins: clients take no other, and the configuration switches by them. */
export const NAME = /^[A-Za-z0-9_-]{1,64}$/;
export const NAME_FORM = '1 to 64 letters, digits, underscores and hyphens';

/** Of actions, which are values of a parameter: what can be written after the colon of `tool:action`. */
export const ACTION_NAME = /^[^\p{C}\p{Z}:]{1,64}$/u;

export function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}

/** What a plugin calls something, for a message: in quotes, cut, and with nothing in it that a terminal obeys. */
export function quoted(value: unknown, longest = 64): string {
  const text = textOf(value);
  return visible(JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text));
}

/** A text without control characters, and without those that turn the direction of what follows. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}
