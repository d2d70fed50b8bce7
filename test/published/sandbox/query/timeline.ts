import { illegalArgument } from '../http/envelope.js';
import { parseDate } from '../time.js';
import type { Condition, Filter } from './condition.js';

// It is known that Kestra sets a start date itself. How long ago it is, is a guess.
const LOOK_BACK_MS = 30 * 24 * 3_600_000;

/** The filters of a search by date. If only an end date is given, Kestra sets a start date. */
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
