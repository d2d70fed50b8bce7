import { datetime, duration, InputError, millisecondsOf } from '@kestra-mcp/core';
import type { BackfillExecutions } from './backfill.schemas.js';

const MINUTE = 60_000;

/** The time to fill, from `start` (a date or a duration) or from days, hours and minutes before now. */
export function rangeOf(asked: BackfillExecutions, now: Date = new Date()): { start: string; end: string } {
  const { start, end, days = 0, hours = 0, minutes = 0 } = asked;
  const ago = ((days * 24 + hours) * 60 + minutes) * MINUTE;
  // These are instead of start and end, as the Python server has it.
  const until = ago > 0 || end === undefined ? now : moment('end', end);
  const from = ago > 0 ? new Date(now.getTime() - ago) : startOf(start, until);
  if (Number.isNaN(from.getTime()))
    throw new InputError('The backfill would start before any date there is.');
  if (from >= until) {
    throw new InputError(
      `The backfill would start at ${from.toISOString()}, which is not before its end, ${until.toISOString()}.`,
    );
  }
  return { start: from.toISOString(), end: until.toISOString() };
}

function startOf(start: string | undefined, until: Date): Date {
  if (start === undefined) {
    throw new InputError('Give "start", or "days", "hours" or "minutes": the time to fill is not known.');
  }
  // No date begins so.
  if (!start.startsWith('P')) return moment('start', start);
  const { data, error } = duration.safeParse(start);
  if (data === undefined) throw notValid('start', start, error.issues[0]?.message);
  return new Date(until.getTime() - millisecondsOf(data));
}

/** A date alone means its midnight, a time without offset is UTC. */
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
