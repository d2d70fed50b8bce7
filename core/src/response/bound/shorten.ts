import type { Place } from './place.js';
import { sizeOf, sizeOfKey } from './size.js';

/** The original number of items or members of each shortened list or object. */
export type Shortened = Map<object, number>;

const NOTHING = Symbol('nothing');
/** Minimum size of a member that is worth keeping. */
const LEAST = 60;
/** Space for a mark among the items or members of the user's content. */
const MARK = 120;

/**
 * The value with fewer items in its lists, and then fewer members in its objects, so that it has at most `budget`
 * characters once its texts are cut. Undefined if the parts that must stay are too long.
 */
export function shorten(
  value: object,
  place: Place,
  budget: number,
  shortened: Shortened,
): object | undefined {
  const fitted = fit(value, place, budget, shortened);
  return fitted === NOTHING ? undefined : (fitted as object);
}

function fit(value: unknown, place: Place, budget: number, shortened: Shortened): unknown {
  if (sizeOf(value, place, budget, true) <= budget) return value;
  if (typeof value !== 'object' || value === null || budget < 2) return NOTHING;
  const room = budget - 2 - (place.isContent ? MARK : 0);
  const fitted = Array.isArray(value)
    ? fitList(value, place, room, shortened)
    : fitObject(value as Record<string, unknown>, place, room, shortened);
  if (fitted === undefined) return NOTHING;
  const whole = lengthOf(value, place);
  if (lengthOf(fitted, place) < whole) shortened.set(fitted, whole);
  return fitted;
}

function lengthOf(value: object, place: Place): number {
  return Array.isArray(value) ? value.length : place.namesIn(value).length;
}

/** The first rows. If not even one fits, it is made smaller itself. */
function fitList(
  list: readonly unknown[],
  place: Place,
  room: number,
  shortened: Shortened,
): unknown[] | undefined {
  const { least } = place;
  if (least > 1) return fitAll(list.slice(0, least), place, room, shortened);
  const rows: unknown[] = [];
  let used = 0;
  for (const row of list) {
    used += sizeOf(row, place.item(), room - used, true) + 1;
    if (used > room + 1) break;
    rows.push(row);
  }
  if (rows.length > 0) return rows;
  const first = fit(list[0], place.item(), room, shortened);
  if (first !== NOTHING) return [first];
  return least > 0 ? undefined : [];
}

/** Gives each row the same space. */
function fitAll(
  list: readonly unknown[],
  place: Place,
  room: number,
  shortened: Shortened,
): unknown[] | undefined {
  const each = Math.floor(room / list.length) - 1;
  const rows = list.map((row) => fit(row, place.item(), each, shortened));
  return rows.includes(NOTHING) ? undefined : rows;
}

interface Member {
  key: string;
  value: unknown;
  size: number;
  isNeeded: boolean;
}

function fitObject(
  value: Record<string, unknown>,
  place: Place,
  room: number,
  shortened: Shortened,
): object | undefined {
  const kept = chosen(value, place, room);
  const taken = kept.reduce((sum, member) => sum + sizeOfKey(member.key) + fixedSize(member), 0);
  const level = levelOf(
    kept.filter(isFlexible).map(({ size }) => size),
    room - taken,
  );
  const fitted: [string, unknown][] = [];
  for (const each of kept) {
    const isWhole = each.size <= level || !isFlexible(each);
    const small = isWhole
      ? each.value
      : fit(each.value, place.member(each.key), Math.floor(level), shortened);
    if (small !== NOTHING) fitted.push([each.key, small]);
    else if (each.isNeeded) return undefined;
  }
  // Assignment would treat `__proto__` as something other than a name.
  return Object.fromEntries(fitted);
}

/** Only lists and objects can be made smaller here. Texts already count as cut. */
function isFlexible({ value }: Member): boolean {
  return typeof value === 'object' && value !== null;
}

function fixedSize(member: Member): number {
  return isFlexible(member) ? 0 : member.size;
}

/** The required members and, in their order, as many of the others as fit at least in part. */
function chosen(value: Record<string, unknown>, place: Place, room: number): Member[] {
  const { needed } = place;
  const memberAt = (key: string): Member => ({
    ...{ key, value: value[key], isNeeded: needed.has(key) },
    size: sizeOf(value[key], place.member(key), room, true),
  });
  const least = (member: Member) =>
    sizeOfKey(member.key) + (isFlexible(member) ? Math.min(member.size, LEAST) : member.size);
  const names = place.namesIn(value);
  let left = names.filter((key) => needed.has(key)).reduce((rest, key) => rest - least(memberAt(key)), room);
  return names.flatMap((key) => {
    // If there are a million members, skip most without measuring them.
    if (!needed.has(key) && left < sizeOfKey('')) return [];
    const member = memberAt(key);
    if (member.isNeeded) return [member];
    if (least(member) > left) return [];
    left -= least(member);
    return [member];
  });
}

/** The maximum size for each: smaller sizes stay, larger ones are reduced to it, and their sum is at most `room`. */
export function levelOf(sizes: readonly number[], room: number): number {
  const sorted = [...sizes].sort((a, b) => a - b);
  let left = room;
  for (const [index, size] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (size > share) return Math.max(0, share);
    left -= size;
  }
  return Infinity;
}
