/**
 * The form of names of tools, resources, prompts, groups and plugins. Clients accept no others, and the configuration
 * refers to them.
 */
export const NAME = /^[A-Za-z0-9_-]{1,64}$/;
export const NAME_FORM = '1 to 64 letters, digits, underscores and hyphens';

/** The form of action names, which are values of an argument and follow the colon in `tool:action`. */
export const ACTION_NAME = /^[^\p{C}\p{Z}:]{1,64}$/u;

export function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}

/** A name from a plugin for use in a message: quoted, cut, and without terminal control characters. */
export function quoted(value: unknown, longest = 64): string {
  const text = textOf(value);
  return visible(JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text));
}

/** A text without control characters and characters that change the text direction. */
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
