import { type Building, build, longTexts } from './build.js';
import { LeftOutList, ROOM_FOR_LEFT_OUT } from './left-out.js';
import { Place } from './place.js';
import { levelOf, type Shortened, shorten } from './shorten.js';
import { SHORTEST_CUT, sizeOf } from './size.js';

/** What holds for an answer. */
export interface Bound {
  /** Most characters of its JSON. */
  max: number;
  /** The output schema as listed: what is cut still fits it. */
  schema: { readonly [keyword: string]: unknown };
  redact: (text: string) => string;
  /** How to read what a cut has taken, if somebody knows. */
  readOn?: string;
  /** How to ask for less, for what `readOn` does not say. */
  narrower: string;
}

export interface Bounded<Value> {
  value: Value;
  /** The value as JSON. */
  json: string;
  /** What was left out, and how to get it, where the value has no room for it: its schema takes no other members. */
  note?: string;
}

/** The member that says what was left out. */
const LEFT_OUT = 'leftOut';

/** Of what is not as long as it was thought to be. */
const TRIES = 4;
/** Of an item or member that says what is missing. */
const LONGEST_MARK = 120;

/**
 * A result as it is sent: masked, and cut where it is longer than `max`. Long texts are cut first, then lists from their
 * end, then objects; undefined where what has to stay is more than that.
 */
export function bounded<Value extends object>(value: Value, bound: Bound): Bounded<Value> | undefined {
  const { max, redact, schema } = bound;
  // A list has no member that could say what is missing of it.
  const place = Place.of(schema, Array.isArray(value));
  if (sizeOf(value, place, max) <= max) {
    const masked = build(value, place, { redact, ...untouched() }) as Value;
    const json = JSON.stringify(masked);
    if (json.length <= max) return { value: masked, json };
  }
  const room = max - ROOM_FOR_LEFT_OUT;
  const cut = cutTo(room, value, place, bound);
  if (cut === undefined || overOf(cut, max) <= 0) return cut;
  // Masks have made it longer. All of it is masked then before anything is measured, which seldom has to be paid for.
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

/** What builds a value as it is. */
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

/** First in the value, before what makes it long; otherwise beside it. */
function told<Value extends object>(built: Value, lines: string[], isOpen: boolean): Bounded<Value> {
  if (!isOpen) return { value: built, json: JSON.stringify(built), note: lines.join('\n') };
  const value = { [LEFT_OUT]: lines, ...built };
  return { value, json: JSON.stringify(value) };
}

/** Marks that are still to come. */
function marksIn(shortened: Shortened): number {
  return shortened.size * LONGEST_MARK;
}
