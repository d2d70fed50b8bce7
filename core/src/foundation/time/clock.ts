/** Milliseconds of a monotonic clock. Importing `performance` for this would slow down the first call. */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1e6;
}
