import { cutText, jsonChars, rowsWithin } from '@kestra-mcp/core';

/** Characters reserved for what surrounds the members. */
const MARGIN = 200;
/** Longest texts, tried in order. */
const LONGEST = [400, 200];
/** Members to leave out if nothing else helps, the least needed first. The cause and the next steps stay. */
const SPARED = ['compared', 'notes', 'left_out', 'followed', 'waits', 'execution', 'task_runs'];

/** Fits a result into its room: cuts long texts, then long lists, then leaves out the least needed members. */
export function fitted<T extends { cause: string; state: string }>(told: T, most: number): T {
  const room = most - MARGIN;
  let shorter: T = told;
  for (const longest of LONGEST) {
    if (jsonChars(shorter) <= room) return shorter;
    shorter = cutWithin(told, longest) as T;
  }
  for (const name of SPARED) {
    if (jsonChars(shorter) <= room) return shorter;
    shorter = without(shorter, name, room);
  }
  return shorter;
}

function without<T extends object>(told: T, name: string, room: number): T {
  const members = told as Record<string, unknown>;
  const { [name]: spared, ...others } = members;
  const left = room - jsonChars(others) - MARGIN;
  if (Array.isArray(spared) && left > 0) return { ...others, [name]: rowsWithin(spared, left) } as T;
  return others as T;
}

function cutWithin(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return cutText(value, longest);
  if (Array.isArray(value)) return value.map((item) => cutWithin(item, longest));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cutWithin(member, longest)]));
}
