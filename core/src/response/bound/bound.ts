import { type Building, build, longTexts } from './build.js';
import { LeftOutList, ROOM_FOR_LEFT_OUT } from './left-out.js';
import { Place } from './place.js';
import { levelOf, type Shortened, shorten } from './shorten.js';
import { SHORTEST_CUT, sizeOf } from './size.js';

/** Limits of a result. */
export interface Bound {
  /** Maximum number of characters of its JSON. */
  max: number;
  /** The listed output schema. A cut result still matches it. */
  schema: { readonly [keyword: string]: unknown };
  redact: (text: string) => string;
  /** How to read what was cut, if the tool knows. */
  readOn?: string;
  /** How to ask for less, if `readOn` is missing. */
  narrower: string;
}

export interface Bounded<Value> {
  value: Value;
  /** The value as JSON. */
  json: string;
  /**
   * What was left out and how to get it, if the value cannot contain that: its schema does not allow another member.
   */
  note?: string;
}

/** The member that lists what was left out. */
const LEFT_OUT = 'leftOut';

/** Attempts at cutting a result whose size was estimated too low. */
const TRIES = 4;
/** Longest item or member that says what is missing. */
const LONGEST_MARK = 120;

/**
 * A result as it is sent: masked, and cut if it is longer than `max`. Long texts are cut first, then lists from their
 * end, then objects. Undefined if the parts that must stay are still too long.
 */
export function bounded<Value extends object>(value: Value, bound: Bound): Bounded<Value> | undefined {
  const { max, redact, schema } = bound;
  // A list has no member that could say what is missing.
  const place = Place.of(schema, Array.isArray(value));
  if (sizeOf(value, place, max) <= max) {
    const masked = build(value, place, { redact, ...untouched() }) as Value;
    const json = JSON.stringify(masked);
    if (json.length <= max) return { value: masked, json };
  }
  const room = max - ROOM_FOR_LEFT_OUT;
  const cut = cutTo(room, value, place, bound);
  if (cut === undefined || overOf(cut, max) <= 0) return cut;
  // Masks have made the result longer. Mask everything before measuring again, which is slow but rarely necessary.
  const masked = build(value, place, { redact, ...untouched() }) as Value;
  return cutAgain(room, masked, place, { ...bound, redact: (text) => text });
}

function cutAgain<Value extends object>(
  most: number,
  value: Value,
  place: Place,
  bound: Bound,
): Bounded<Value> | undefined {
  let room = most;
  for (let tries = 0; tries < TRIES && room > 0; tries += 1) {
    const cut = cutTo(room, value, place, bound);
    const over = cut === undefined ? 0 : overOf(cut, bound.max);
    if (over <= 0) return cut;
    room -= over + 100;
  }
  return undefined;
}

function overOf({ json, note = '' }: Bounded<object>, max: number): number {
  return json.length + note.length - max;
}

/** Settings that leave everything uncut. */
function untouched(): Omit<Building, 'redact'> {
  return { shortened: new Map(), leftOut: new LeftOutList(), level: Infinity, readOn: '' };
}

function cutTo<Value extends object>(
  room: number,
  value: Value,
  place: Place,
  bound: Bound,
): Bounded<Value> | undefined {
  const { redact, readOn = '', narrower } = bound;
  const shortened: Shortened = new Map();
  const fitted = shorten(value, place, room, shortened);
  if (fitted === undefined) return undefined;
  const texts = longTexts(fitted, place, room + 1);
  const rest = sizeOf(fitted, place, room, true) - texts.length * SHORTEST_CUT;
  const leftOut = new LeftOutList();
  const level = levelOf(texts, room - rest - marksIn(shortened));
  const built = build(fitted, place, { redact, level, shortened, leftOut, readOn }) as Value;
  const isOpen = !Array.isArray(value) && place.takesMember(LEFT_OUT) && !Object.hasOwn(value, LEFT_OUT);
  return told(built, leftOut.lines(readOn || narrower), isOpen);
}

/**
 * Puts the lines first in the value, before what makes it long. If the value cannot contain them, returns them as a
 * note.
 */
function told<Value extends object>(built: Value, lines: string[], isOpen: boolean): Bounded<Value> {
  if (!isOpen) return { value: built, json: JSON.stringify(built), note: lines.join('\n') };
  const value = { [LEFT_OUT]: lines, ...built };
  return { value, json: JSON.stringify(value) };
}

/** Space for the marks that are added later. */
function marksIn(shortened: Shortened): number {
  return shortened.size * LONGEST_MARK;
}
