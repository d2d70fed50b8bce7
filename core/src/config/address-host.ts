import { urlOf } from '../foundation/url.js';

/** One variable for the whole address, or for all before its path. */
const WHOLE = /^\s*\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}(?=\/|\s*$)/;
const WRITTEN = /^\s*https?:\/\/[^/?#$\s\\]+(?=[/?#]|\s*$)/i;

/**
 * True when no variable is a part of the host of an address: whoever answers there, or for its name, would read it. One
 * that is the address itself may be: then it says where to go, and is no secret.
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

/** Scheme, host and port; nothing for what is no address. */
export function hostOf(address = ''): string {
  return urlOf(address.trim())?.origin ?? '';
}
