const PARTS = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Length in milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds. 0 for anything else. */
export function millisecondsOf(duration: string): number {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (PARTS.exec(duration) ?? []).map(
    (part) => Number(part) || 0,
  );
  return (weeks * 7 + days) * DAY + (hours * 60 + minutes) * MINUTE + seconds * 1000;
}
