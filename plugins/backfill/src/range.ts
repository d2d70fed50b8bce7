import { datetime, duration, InputError, millisecondsOf } from '@kestra-mcp/core';
import type { BackfillExecutions } from './backfill.schemas.js';

const MINUTE = 60_000;

/** The period to backfill, from `start` (a date or a duration) or from days, hours and minutes before now. */
export function rangeOf(asked: BackfillExecutions, now: Date = new Date()): { start: string; end: string } {
  const { start, end, days = 0, hours = 0, minutes = 0 } = asked;
  const ago = ((days * 24 + hours) * 60 + minutes) * MINUTE;
  // These replace start and end, as in the Python server.
  const until = ago > 0 || end === undefined ? now : moment('end', end);
  const from = ago > 0 ? new Date(now.getTime() - ago) : startOf(start, until);
  if (Number.isNaN(from.getTime()))
    throw new InputError('The start of the backfill is too far in the past. Give a later start.');
  if (from >= until) {
    throw new InputError(
      `The backfill starts at ${from.toISOString()}, but its end is ${until.toISOString()}. Give a start before the end.`,
    );
  }
  return { start: from.toISOString(), end: until.toISOString() };
}

function startOf(start: string | undefined, until: Date): Date {
  if (start === undefined) {
    throw new InputError('The period to backfill is missing. Give "start", or "days", "hours" or "minutes".');
  }
  // No date begins with P.
  if (!start.startsWith('P')) return moment('start', start);
  const { data, error } = duration.safeParse(start);
  if (data === undefined) throw notValid('start', start, error.issues[0]?.message);
  return new Date(until.getTime() - millisecondsOf(data));
}

/** A date alone means its midnight. A time without an offset is UTC. */
function moment(argument: 'start' | 'end', text: string): Date {
  const { data, error } = datetime.safeParse(text);
  if (data !== undefined) return new Date(data);
  const duration = argument === 'start' ? ', or an ISO 8601 duration, e.g. P7D' : '';
  throw notValid(argument, text, `${error.issues[0]?.message}${duration}`);
}

function notValid(argument: string, text: string, reason: string | undefined): InputError {
  const shown = JSON.stringify(text.slice(0, 60));
  return new InputError(`The argument "${argument}" is not valid: ${reason}. It is ${shown}.`);
}
