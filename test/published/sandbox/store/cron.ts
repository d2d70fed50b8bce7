const MACROS: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};
const PARTS = /^(?:\*|\?|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?)(?:\/\d+)?$/;
const NAMES = /^(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|l)$/i;
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// Slightly more than four years, so that February 29 is included.
const DAYS_AHEAD = 1500;

/**
 * The next date (in milliseconds) after `after` that matches a five-field cron expression, in UTC or in a time zone.
 */
export function nextCron(expression: string, after: number, timezone?: string): number | undefined {
  if (timezone === undefined) return nextInUtc(expression, after);
  const local = nextInUtc(expression, after + offset(timezone, after));
  return local === undefined ? undefined : local - offset(timezone, local);
}

// The offset of a time zone from UTC. Undefined if the zone is unknown.
function offset(timezone: string, at: number): number {
  try {
    const text = new Date(at).toLocaleString('sv-SE', { timeZone: timezone });
    return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
  } catch {
    return 0;
  }
}

function nextInUtc(expression: string, after: number): number | undefined {
  const fields = (MACROS[expression] ?? expression).trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = RANGES.map((range, index) =>
    values(fields[index] ?? '*', range),
  );
  if (fields.length !== RANGES.length || !minutes || !hours || !days || !months || !weekdays)
    return undefined;
  const anyDay = fields[2] === '*' || fields[4] === '*';
  const first = Math.floor(after / MINUTE) * MINUTE + MINUTE;
  for (let day = Math.floor(first / DAY) * DAY, tried = 0; tried < DAYS_AHEAD; day += DAY, tried++) {
    const date = new Date(day);
    const weekday = date.getUTCDay();
    const byDay = days.has(date.getUTCDate());
    const byWeekday = weekdays.has(weekday) || (weekday === 0 && weekdays.has(7));
    if (!months.has(date.getUTCMonth() + 1) || !(anyDay ? byDay && byWeekday : byDay || byWeekday)) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const moment = day + (hour * 60 + minute) * MINUTE;
        if (moment >= first) return moment;
      }
    }
  }
  return undefined;
}

// Expands `1-5/2,8` into sorted numbers.
function values(field: string, [low, high]: readonly [number, number]): Set<number> {
  const numbers = field.split(',').flatMap((part) => {
    const [range = '*', step] = part.split('/');
    const [from, to] = range === '*' || range === '?' ? [low, high] : range.split('-').map(numberOf);
    const start = from ?? low;
    const end = to ?? (step === undefined ? start : high);
    const count = Math.max(0, Math.floor((end - start) / Number(step ?? 1)) + 1);
    return Array.from({ length: count }, (_, index) => start + index * Number(step ?? 1));
  });
  return new Set(numbers.sort((a, b) => a - b));
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function numberOf(value: string): number {
  const name = value.toLowerCase();
  if (WEEKDAYS.includes(name)) return WEEKDAYS.indexOf(name);
  return MONTHS.includes(name) ? MONTHS.indexOf(name) + 1 : Number(value);
}

/** Kestra's error for an invalid cron expression. Undefined if it is valid. */
export function cronFault(expression: string, withSeconds: boolean): string | undefined {
  if (expression in MACROS) return undefined;
  const fields = expression.trim().split(/\s+/);
  const wanted = RANGES.length + (withSeconds ? 1 : 0);
  if (fields.length !== wanted) {
    return `Cron expression contains ${fields.length} parts but we expect one of [${wanted}]`;
  }
  const ranges = withSeconds ? [RANGES[0], ...RANGES] : RANGES;
  const fault = fields.flatMap((field, index) => fieldFault(field, ranges[index] ?? RANGES[0])).at(0);
  return fault && `Failed to parse cron expression. ${fault}`;
}

function fieldFault(field: string, [low, high]: readonly [number, number]): string[] {
  return field.split(',').flatMap((part) => {
    if (!PARTS.test(part)) return [`Invalid chars in expression! Expression: ${part}`];
    const values = (part.split('/')[0] ?? '').split('-').filter((value) => !/^[*?]$/.test(value));
    return values
      .filter((value) =>
        /^\d+$/.test(value) ? Number(value) < low || Number(value) > high : !NAMES.test(value),
      )
      .map((value) =>
        /^\d+$/.test(value)
          ? `Value ${value} not in range [${low}, ${high}]`
          : `Invalid chars in expression! Expression: ${value} Invalid chars: ${value.toUpperCase()}`,
      );
  });
}
