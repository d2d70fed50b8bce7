import { urlOf } from '../foundation/url.js';

/** A single variable for the whole URL, or for everything before its path. */
const WHOLE = /^\s*\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}(?=\/|\s*$)/;
const WRITTEN = /^\s*https?:\/\/[^/?#$\s\\]+(?=[/?#]|\s*$)/i;

/**
 * True if no variable is part of the host name of a URL: whoever answers there, or for its name, could read its value.
 * A variable that is the whole URL is fine, since it is an address and not a secret.
 */
export function isOwnHost(
  written: string,
  filled: string,
  variable: (name: string) => string | undefined,
): boolean {
  if (WRITTEN.test(written)) return true;
  const [, name, fallback] = WHOLE.exec(written) ?? [];
  if (name === undefined) return !written.includes('${');
  return hostOf(variable(name) || fallback) === hostOf(filled);
}

/** Scheme, host and port. Empty if the text is not a URL. */
export function hostOf(address = ''): string {
  return urlOf(address.trim())?.origin ?? '';
}
