import { jsonChars } from './json-chars.js';
import type { Place } from './place.js';

/** A text is cut to at least this size, including its mark and quotes, before rows of a list are left out. */
export const SHORTEST_CUT = 400;
/** A text of this length has at most `SHORTEST_CUT` characters as JSON, whatever it contains. */
const SURELY_SHORT = Math.floor(SHORTEST_CUT / 6) - 2;

/**
 * The number of characters of a value as JSON. Stops counting after `limit`. With `isCut`, long texts count with their
 * shortest possible size.
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
  // There is one comma fewer than items.
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

/** A name with its colon and comma. */
export function sizeOfKey(key: string): number {
  return jsonChars(key) + 2;
}

function sizeOfText(text: string, place: Place, limit: number, isCut: boolean): number {
  if (isCut && isLong(text, place)) return SHORTEST_CUT;
  // A text is never shorter as JSON.
  return text.length > limit ? text.length + 2 : jsonChars(text);
}

/** True for a text that may be cut and that would become shorter. */
export function isLong(text: string, place: Place): boolean {
  if (text.length <= SURELY_SHORT || !place.takesCut) return false;
  return text.length + 2 > SHORTEST_CUT || jsonChars(text) > SHORTEST_CUT;
}
