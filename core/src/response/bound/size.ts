import { jsonChars } from './json-chars.js';
import type { Place } from './place.js';

/** What a text is cut to at least, its mark and quotes included, before rows of a list are left out for it. */
export const SHORTEST_CUT = 400;
/** The longest text that has no more characters than that as JSON, whatever they are. */
const SURELY_SHORT = Math.floor(SHORTEST_CUT / 6) - 2;

/**
 * How many characters a value has as JSON; beyond `limit` it is not counted further. With `isCut`, long texts count as
 * cut as short as they may be.
 */
export function sizeOf(value: unknown, place: Place, limit: number, isCut = false): number {
  if (typeof value === 'string') return sizeOfText(value, place, limit, isCut);
  if (typeof value !== 'object' || value === null) return jsonChars(value ?? null);
  return Array.isArray(value)
    ? sizeOfItems(value, place.item(), limit, isCut)
    : sizeOfMembers(value as Record<string, unknown>, place, limit, isCut);
}

function sizeOfItems(list: readonly unknown[], item: Place, limit: number, isCut: boolean): number {
  let size = 2;
  for (const each of list) {
    size += sizeOf(each, item, limit - size, isCut) + 1;
    if (size > limit + 1) return size;
  }
  // One comma less than there are items.
  return list.length > 0 ? size - 1 : size;
}

function sizeOfMembers(value: Record<string, unknown>, place: Place, limit: number, isCut: boolean): number {
  let size = 2;
  for (const key of place.namesIn(value)) {
    size += sizeOfKey(key);
    if (size > limit + 1) return size;
    size += sizeOf(value[key], place.member(key), limit - size, isCut);
    if (size > limit + 1) return size;
  }
  return size > 2 ? size - 1 : size;
}

/** A name with its colon and its comma. */
export function sizeOfKey(key: string): number {
  return jsonChars(key) + 2;
}

function sizeOfText(text: string, place: Place, limit: number, isCut: boolean): number {
  if (isCut && isLong(text, place)) return SHORTEST_CUT;
  // No text is shorter as JSON.
  return text.length > limit ? text.length + 2 : jsonChars(text);
}

/** A text that may be cut, and that is longer than what is left then. */
export function isLong(text: string, place: Place): boolean {
  if (text.length <= SURELY_SHORT || !place.takesCut) return false;
  return text.length + 2 > SHORTEST_CUT || jsonChars(text) > SHORTEST_CUT;
}
