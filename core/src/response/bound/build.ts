import { maskedValue } from '../redact.js';
import { cutMark, markIn } from './cut-mark.js';
import { cutAfterMask } from './cut-text.js';
import { jsonChars } from './json-chars.js';
import type { LeftOutList } from './left-out.js';
import type { Place } from './place.js';
import type { Shortened } from './shorten.js';
import { isLong, SHORTEST_CUT } from './size.js';

/** With at least this much space, a mark also says how to read on. */
const ROOMY = 1_000;

/** How to build the value that is sent from a result. */
export interface Building {
  redact: (text: string) => string;
  /** Longest text that stays uncut, in characters of its JSON. */
  level: number;
  shortened: Shortened;
  leftOut: LeftOutList;
  /** How to read what was cut, if the tool says so. */
  readOn: string;
}

/** The value with its texts masked and then cut. Adds marks where the user's own content has been cut. */
export function build(value: unknown, place: Place, building: Building): unknown {
  if (typeof value === 'string') return buildText(value, place, building);
  // A long number may be a secret. Its mask is a text.
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
  if (level === Infinity || !place.takesCut) return redact(given);
  const max = Math.max(SHORTEST_CUT, Math.floor(level)) - 2;
  const cut = { max, bothEnds: place.keepsEnd, ...(max >= ROOMY && readOn !== '' && { readOn }) };
  const text = cutAfterMask(redact, given, cut);
  if (text !== given && markIn(text) !== undefined) leftOut.characters(place.path, given.length);
  return text;
}

/** The sizes of texts that may be cut and are long enough. No size exceeds `most`. */
export function longTexts(value: unknown, place: Place, most: number): number[] {
  if (typeof value === 'string') {
    if (!isLong(value, place)) return [];
    return [value.length > most ? most : Math.min(most, jsonChars(value))];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => longTexts(item, place.item(), most));
  return Object.entries(value).flatMap(([key, member]) => longTexts(member, place.member(key), most));
}
