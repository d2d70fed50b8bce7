import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { sha256 } from '../../foundation/keys/hash.js';

/**
 * Number of entries on a page. Many clients read only the first page, so our tools plus as many others fit on it. A
 * list of this length is about 200 kB, and a response should not be much larger.
 */
export const PAGE = 200;

/** Bytes of a name's hash. The chance that two names in a list collide is less than one in a million. */
const MARK = 5;
/** Bytes of the checksum that identifies our cursors. */
const CHECK = 6;
/** Longest cursor that is read, in characters: enough for 100,000 entries. */
const LONGEST = 700_000;

interface Named {
  tool?: { manifest: { name: string } };
  feature?: { manifest: { name: string } };
}

/**
 * Returns a page of a list. Its cursor contains a short hash of each name that the client has seen, instead of a
 * position. If the list changes between two pages, the remaining entries are neither repeated nor skipped.
 */
export function pageOf<T extends Named>(
  method: string,
  all: readonly T[],
  cursor: string | undefined,
): { items: readonly T[]; nextCursor: { nextCursor?: string } } {
  // The usual case needs no hashes.
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
