/** Milliseconds of a clock that only goes forward. `performance` would be read for this alone, in the first call. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1e6;
}
