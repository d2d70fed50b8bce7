import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { sha256 } from '../../foundation/keys/hash.js';

/**
 * So many entries a page has. Many clients ask for one page and no more, so what most people have is one: our own tools,
 * and as many of others. A list that is longer has grown to some 200 kB, which no answer should exceed by much.
 */
export const PAGE = 200;

/** Bytes of a name's hash: two names of a list have the same one in less than a case in a million. */
const MARK = 5;
/** Bytes of what tells our cursors from others. */
const CHECK = 6;
/** Longest cursor that is looked at, in characters: that of a list of 100,000 entries. */
const LONGEST = 700_000;

interface Named {
  tool?: { manifest: { name: string } };
  feature?: { manifest: { name: string } };
}

/**
 * A page of a list. Its cursor says what a client has seen, by a few bytes of each name, and not how far it was: whatever
 * comes, goes or moves between two pages, what stays is neither shown twice nor left out.
 */
export function pageOf<T extends Named>(
  method: string,
  all: readonly T[],
  cursor: string | undefined,
): { items: readonly T[]; nextCursor: { nextCursor?: string } } {
  // Most lists: nothing to reckon.
  if (!cursor && all.length <= PAGE) return { items: all, nextCursor: {} };
  const seen = cursor ? marksIn(method, cursor) : new Set<string>();
  const left = all.filter((item) => !seen.has(markOf(item)));
  const items = left.slice(0, PAGE);
  if (left.length <= PAGE) return { items, nextCursor: {} };
  return { items, nextCursor: { nextCursor: cursorOf(method, [...seen, ...items.map(markOf)]) } };
}

function markOf({ tool, feature }: Named): string {
  return sha256((tool ?? feature)?.manifest.name ?? '').slice(0, 2 * MARK);
}

function cursorOf(method: string, marks: readonly string[]): string {
  const seen = marks.join('');
  return Buffer.from(`${checkOf(method, seen)}${seen}`, 'hex').toString('base64url');
}

function marksIn(method: string, cursor: string): Set<string> {
  const given = cursor.length > LONGEST ? '' : Buffer.from(cursor, 'base64url').toString('hex');
  const seen = given.slice(2 * CHECK);
  if (given.slice(0, 2 * CHECK) !== checkOf(method, seen) || seen.length % (2 * MARK) !== 0) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      `${method} does not know this cursor. Omit the cursor to get the list from its beginning.`,
    );
  }
  return new Set(seen.match(/.{10}/g) ?? []);
}

function checkOf(method: string, seen: string): string {
  return sha256(method, '\n', seen).slice(0, 2 * CHECK);
}
