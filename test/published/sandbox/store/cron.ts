const MACROS: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
};
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// Four years and a bit: the 29th of February comes within.
const DAYS_AHEAD = 1500;

/** The next moment (UTC, in milliseconds) after `after` that a five-field cron expression names. */
export function nextCron(expression: string, after: number): number | undefined {
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

// `1-5/2,8` as the sorted numbers it stands for.
function values(field: string, [low, high]: readonly [number, number]): Set<number> {
  const numbers = field.split(',').flatMap((part) => {
    const [range = '*', step] = part.split('/');
    const [from, to] = range === '*' || range === '?' ? [low, high] : range.split('-').map(Number);
    const start = from ?? low;
    const end = to ?? (step === undefined ? start : high);
    const count = Math.max(0, Math.floor((end - start) / Number(step ?? 1)) + 1);
    return Array.from({ length: count }, (_, index) => start + index * Number(step ?? 1));
  });
  return new Set(numbers.sort((a, b) => a - b));
}
