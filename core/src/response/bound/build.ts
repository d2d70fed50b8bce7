import { maskedValue } from '../redact.js';
import { cutMark } from './cut-mark.js';
import { cutMasked } from './cut-text.js';
import { jsonChars } from './json-chars.js';
import type { LeftOutList } from './left-out.js';
import type { Place } from './place.js';
import type { Shortened } from './shorten.js';
import { isLong, SHORTEST_CUT } from './size.js';

/** With so much room a mark says how to read on, too. */
const ROOMY = 1_000;

/** How a result becomes what is sent. */
export interface Building {
  redact: (text: string) => string;
  /** Longest text that stays whole, in characters of its JSON. */
  level: number;
  shortened: Shortened;
  leftOut: LeftOutList;
  /** How to read what is cut, where the tool says so. */
  readOn: string;
}

/** The value with its texts masked and then cut, and with marks where the user's own content has lost something. */
export function build(value: unknown, place: Place, building: Building): unknown {
  if (typeof value === 'string') return buildText(value, place, building);
  // A long number may be a secret, and is a text then.
  if (typeof value === 'number') return maskedValue(value, building.redact);
  if (typeof value !== 'object' || value === null) return value;
  const whole = building.shortened.get(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => build(item, place.item(), building));
    if (whole === undefined) return items;
    building.leftOut.items(place.path, items.length, whole);
    return place.isContent && place.item().takesMark
      ? [...items, cutMark({ left: whole - items.length, whole, unit: 'items' })]
      : items;
  }
  const members = Object.entries(value).map(
    ([key, member]) => [building.redact(key), build(member, place.member(key), building)] as const,
  );
  if (whole === undefined) return Object.fromEntries(members);
  building.leftOut.members(place.path, members.length, whole);
  const mark = cutMark({ left: whole - members.length, whole, unit: 'members' });
  return Object.fromEntries(place.isContent && place.takesMember('…') ? [...members, ['…', mark]] : members);
}

function buildText(given: string, place: Place, { redact, level, leftOut, readOn }: Building): string {
  const text = redact(given);
  const room = Math.max(SHORTEST_CUT, Math.floor(level)) - 2;
  if (text.length <= room && jsonChars(text) - 2 <= room) return text;
  if (level === Infinity || !place.takesCut) return text;
  leftOut.characters(place.path, text.length);
  return cutMasked(text, room, {
    bothEnds: place.keepsEnd,
    ...(room >= ROOMY && readOn !== '' && { readOn }),
  });
}

/** Sizes of the texts that may be cut and are worth it; none is counted beyond `most`. */
export function longTexts(value: unknown, place: Place, most: number): number[] {
  if (typeof value === 'string') {
    if (!isLong(value, place)) return [];
    return [value.length > most ? most : Math.min(most, jsonChars(value))];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => longTexts(item, place.item(), most));
  return Object.entries(value).flatMap(([key, member]) => longTexts(member, place.member(key), most));
}
