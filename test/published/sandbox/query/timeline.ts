import { illegalArgument } from '../http/envelope.js';
import { parseDate } from '../time.js';
import type { Condition, Filter } from './condition.js';

// That Kestra takes a start of its own is known, how long ago it lies is a guess.
const LOOK_BACK_MS = 30 * 24 * 3_600_000;

/** The filters of a search among dates: with an end alone, Kestra takes a start of its own. */
export function withStart(filters: readonly Filter[], now: number): Filter[] {
  const dates = filters.filter((filter): filter is Condition => 'field' in filter);
  const end = dates.find(({ field, operator }) => field === 'endDate' && operator.startsWith('LESS_THAN'));
  const start = dates.find(({ field }) => field === 'startDate' || field === 'timeRange');
  const added: Condition[] =
    end && !start
      ? [
          {
            field: 'startDate',
            operator: 'GREATER_THAN_OR_EQUAL_TO',
            value: new Date(now - LOOK_BACK_MS).toISOString(),
          },
        ]
      : [];
  const from = start?.field === 'startDate' ? start : added[0];
  if (from && end && isAfter(from.value, end.value)) {
    throw illegalArgument('Start date must be before End Date');
  }
  return [...filters, ...added];
}

function isAfter(start: string, end: string): boolean {
  const [from, to] = [parseDate(start), parseDate(end)];
  return from !== undefined && to !== undefined && from > to;
}
